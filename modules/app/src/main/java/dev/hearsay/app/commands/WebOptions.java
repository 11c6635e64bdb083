package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.webhooks.WebhookSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where HTTP listens, who may do what, and where webhooks may go. */
final class WebOptions {
    @Option(
            names = "--web-port",
            descriptionKey = "web-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of HTTP (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int port;

    @Option(
            names = "--host",
            descriptionKey = "host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address on which HTTP listens (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    @Option(
            names = "--read-token",
            descriptionKey = "read-token",
            paramLabel = "TEXT",
            description = "What readers must send as bearer token; better in HEARSAY_READ_TOKEN.")
    private @Nullable String readToken;

    @Option(
            names = "--write-token",
            descriptionKey = "write-token",
            paramLabel = "TEXT",
            description = "What those must send as bearer token who subscribe over HTTP; better in HEARSAY_WRITE_TOKEN."
                    + " Without it nobody can.")
    private @Nullable String writeToken;

    @Option(
            names = "--allow-private-webhooks",
            descriptionKey = "allow-private-webhooks",
            description = "Deliver webhooks to addresses of private networks and of this machine, too.")
    private boolean privateWebhooks;

    /** How HTTP listens; it serves the schemas of topics under this prefix. */
    WebSettings settings(String topicPrefix) {
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--web-port must be a port: 0 to 65535.");
        }
        WebSettings settings = WebSettings.on(port)
                .at(host)
                .withTopicPrefix(topicPrefix)
                .withWebhooks(WebhookSettings.DEFAULT.withPrivateAllowed(privateWebhooks));
        settings = readToken == null ? settings : settings.withReadToken(readToken);
        return writeToken == null ? settings : settings.withWriteToken(writeToken);
    }
}
