package dev.hearsay.app.commands;

import dev.hearsay.app.output.LogFile;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.DatabaseReadiness;
import dev.hearsay.app.roles.HttpRoles;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.metrics.Metrics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay web}. */
@Command(
        name = "web",
        description = {
            "Run the web role: HTTP on the database that the sink writes. It reads only the database, never Kafka."
        },
        footer = {
            "",
            "Example:",
            "  hearsay web --host 0.0.0.0 --database jdbc:postgresql://db/hearsay --database-user hearsay"
        })
public final class WebCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data;

    @Mixin
    private WebOptions web;

    @Option(
            names = "--prefix",
            descriptionKey = "prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description =
                    "What the names of the topics begin with whose schemas it serves (default: ${DEFAULT-VALUE}).")
    private String prefix = "";

    @Mixin
    private LogOptions log;

    WebCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataDirectory.writable(data.data());
        LogFile.open(DataDirectory.log(data.data(), "web"), log.level());
        WebSettings settings = web.settings(prefix);
        try (Lifetime lifetime = Lifetime.begin()) {
            Database database = lifetime.closing(Pipeline.database(data.settings()));
            WebServer server = lifetime.closing(
                    HttpRoles.web(settings, database, new Metrics(), List.of(new DatabaseReadiness(database))));
            terminal.println("HTTP on " + server.url() + ". Ctrl-C ends it.");
            lifetime.awaitEnd();
        }
        return 0;
    }
}
