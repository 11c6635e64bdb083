package dev.hearsay.app;

import dev.hearsay.app.commands.AliasCommand;
import dev.hearsay.app.commands.ClaimsCommand;
import dev.hearsay.app.commands.CountsCommand;
import dev.hearsay.app.commands.DeadLettersCommand;
import dev.hearsay.app.commands.DemoCommand;
import dev.hearsay.app.commands.EvaluateCommand;
import dev.hearsay.app.commands.ExtractCommand;
import dev.hearsay.app.commands.FeedCommand;
import dev.hearsay.app.commands.LagCommand;
import dev.hearsay.app.commands.ProcessCommand;
import dev.hearsay.app.commands.PurgeCommand;
import dev.hearsay.app.commands.ReconcileCommand;
import dev.hearsay.app.commands.ResetCommand;
import dev.hearsay.app.commands.SinkCommand;
import dev.hearsay.app.commands.SubscriptionsCommand;
import dev.hearsay.app.commands.TopCommand;
import dev.hearsay.app.commands.TopicsCommand;
import dev.hearsay.app.commands.UpCommand;
import dev.hearsay.app.commands.VersionCommand;
import dev.hearsay.app.commands.WebCommand;
import dev.hearsay.app.configuration.Configuration;
import dev.hearsay.app.configuration.ConfiguredDefaults;
import dev.hearsay.app.output.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code hearsay} command. */
@Command(
        name = "hearsay",
        versionProvider = Version.Provider.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Event streaming for news: who is mentioned, who said what, and how often,",
            "counted right to the last correction.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions, before or after the command:%n",
        footer = {
            "",
            "Begin with:",
            "  hearsay demo                  the whole pipeline on a sample wire",
            "  hearsay up                    the same on a data directory of yours; then:",
            "  hearsay feed stories.jsonl    feed it,",
            "  hearsay top                   see who says most,",
            "  hearsay claims --follow       and watch who says what.",
            "  hearsay COMMAND --help        explains a command, with examples.",
            "",
            "Settings: the flag --bootstrap wins over HEARSAY_BOOTSTRAP in the environment,",
            "that over a line bootstrap=... in hearsay.properties (or the file that --config",
            "names). Kafka's own client settings pass through: --kafka sasl.mechanism=PLAIN,",
            "HEARSAY_KAFKA_SASL_MECHANISM, or kafka.sasl.mechanism in the file.",
            "",
            "Exit codes:",
            "  0    all is well",
            "  1    it ran, and found differences or refused some of its input",
            "  2    the command line or the settings are wrong",
            "  3    what it stands on is missing: a port, a directory, Kafka, the database",
            "  4    a defect of Hearsay",
            "  130  stopped by Ctrl-C; 143 stopped by SIGTERM"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            FeedCommand.class,
            ExtractCommand.class,
            EvaluateCommand.class,
            TopCommand.class,
            CountsCommand.class,
            ClaimsCommand.class,
            LagCommand.class,
            ProcessCommand.class,
            SinkCommand.class,
            WebCommand.class,
            SubscriptionsCommand.class,
            AliasCommand.class,
            TopicsCommand.class,
            DeadLettersCommand.class,
            ReconcileCommand.class,
            PurgeCommand.class,
            ResetCommand.class,
            VersionCommand.class
        })
public final class Hearsay implements Runnable {
    /** The examples stand on lines of their own: they must not be wrapped. */
    private static final int HELP_WIDTH = 110;

    private static final int COMMAND_WIDTH = 16;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 1000,
            description = "Settings file (default: hearsay.properties here, if it is there).")
    private @Nullable Path config;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            order = 1001,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 1002,
            description = "Explain the command.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 1003,
            description = "Print the version.")
    private boolean version;

    private Hearsay() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Kafka's threads end with what ended them: the part that they belong to is told of it, the person is not.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> LoggerFactory.getLogger(Hearsay.class).error("{} ended", thread.getName(), thrown));
        int exitCode = run(Terminal.standard(), System.getenv(), arguments);
        System.exit(exitCode);
    }

    /** Runs a command line in this process and returns its exit code. */
    public static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        Errors errors = new Errors(terminal, List.of(arguments).contains("--verbose"));
        try {
            Configuration configuration = Configuration.read(configFlag(arguments), environment);
            CommandLine command = commandLine(terminal, configuration);
            refuseUnknownSettings(configuration, command);
            command.setParameterExceptionHandler(errors);
            command.setExecutionExceptionHandler(errors);
            return command.execute(arguments);
        } catch (Failure failure) {
            return errors.report(failure);
        } finally {
            terminal.out().flush();
        }
    }

    /** The command line with everything but what becomes of its errors. */
    static CommandLine commandLine(Terminal terminal, Configuration configuration) {
        CommandLine command = new CommandLine(new Hearsay(), new Factory(terminal, configuration));
        command.setDefaultValueProvider(new ConfiguredDefaults(configuration));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setAbbreviatedOptionsAllowed(false);
        command.setUsageHelpWidth(HELP_WIDTH);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Hearsay::commandList);
        command.setOut(new PrintWriter(terminal.out(), true));
        command.setErr(new PrintWriter(terminal.err(), true));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.interactive() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        return command;
    }

    /** Each command with the first sentence of its description, which may stand on several lines. */
    private static String commandList(Help help) {
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(COMMAND_WIDTH, 2, Column.Overflow.SPAN),
                new Column(HELP_WIDTH - COMMAND_WIDTH, 2, Column.Overflow.WRAP));
        help.subcommands().forEach((name, command) -> {
            String description =
                    String.join(" ", command.commandSpec().usageMessage().description());
            int end = description.indexOf(". ");
            table.addRowValues(
                    help.colorScheme().commandText(name),
                    help.colorScheme().text(end < 0 ? description : description.substring(0, end + 1)));
        });
        return table.toString();
    }

    private static void refuseUnknownSettings(Configuration configuration, CommandLine command) {
        Set<String> known = new TreeSet<>();
        collectSettings(command, known);
        List<String> unknown = configuration.unknownKeys(known);
        if (!unknown.isEmpty()) {
            throw Failure.usage("The configuration file sets " + String.join(", ", unknown)
                    + ", which Hearsay does not know; it knows " + String.join(", ", known) + " and kafka.*.");
        }
    }

    private static void collectSettings(CommandLine command, Set<String> known) {
        command.getCommandSpec().options().stream()
                .map(option -> option.descriptionKey())
                .filter(Objects::nonNull)
                .forEach(known::add);
        command.getSubcommands().values().forEach(subcommand -> collectSettings(subcommand, known));
    }

    /** The file must be known before the command line is parsed, because it holds defaults for it. */
    private static Optional<Path> configFlag(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                return Optional.of(Path.of(arguments[i].substring("--config=".length())));
            }
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                return Optional.of(Path.of(arguments[i + 1]));
            }
        }
        return Optional.empty();
    }

    /** Reached without a command: says what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), "A command is missing");
    }
}
