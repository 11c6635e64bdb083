package dev.hearsay.bench.queries;

import java.time.Duration;

/** Processor time of this process, and of the PostgreSQL servers of this machine. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** Since their start. */
    static Duration now() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() == ProcessHandle.current().pid()
                        || process.info()
                                .command()
                                .map(command -> command.endsWith("/postgres"))
                                .orElse(false))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
