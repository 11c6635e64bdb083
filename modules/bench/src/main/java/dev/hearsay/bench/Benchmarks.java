package dev.hearsay.bench;

import dev.hearsay.bench.pipeline.PipelineBenchmark;
import dev.hearsay.bench.queries.QueryBenchmark;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar hearsay-bench.jar}: the load benchmark, or JMH with its own arguments. */
@Command(
        name = "hearsay-bench",
        mixinStandardHelpOptions = true,
        description = "Measures Hearsay. hearsay-bench jmh ARGUMENTS runs JMH (jmh -h explains its arguments).",
        subcommands = {PipelineBenchmark.class, QueryBenchmark.class})
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs what the arguments name. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        CommandLine command = new CommandLine(new Benchmarks());
        int exit = arguments.length == 0 ? usage(command) : command.execute(arguments);
        // Kafka leaves threads behind.
        System.exit(exit);
    }

    private static int usage(CommandLine command) {
        command.usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }
}
