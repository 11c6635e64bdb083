package dev.hearsay.web;

import dev.hearsay.contracts.Topics;
import dev.hearsay.web.webhooks.WebhookSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How the web server listens, and what it allows.
 *
 * @param host address to listen on; the loopback address unless told otherwise
 * @param port 0 takes a free one
 * @param readToken whoever reads must send it; absent if everybody may read
 * @param writeToken whoever writes must send it; absent if nobody may write
 * @param readLimit longest time that one question may take the database
 * @param topicPrefix prefix of the topics whose schemas it serves
 * @param streams most clients of the claim stream at the same time
 * @param webhooks how changes are delivered to subscriptions
 */
public record WebSettings(
        String host,
        int port,
        Optional<String> readToken,
        Optional<String> writeToken,
        Duration readLimit,
        String topicPrefix,
        int streams,
        WebhookSettings webhooks) {
    /** Where it listens unless told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Duration DEFAULT_READ_LIMIT = Duration.ofSeconds(5);
    private static final int DEFAULT_STREAMS = 2_000;

    /** On this port of this machine, open to everybody on it for reading, to nobody for writing. */
    public static WebSettings on(int port) {
        return new WebSettings(
                LOOPBACK,
                port,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_READ_LIMIT,
                Topics.DEFAULT_PREFIX,
                DEFAULT_STREAMS,
                WebhookSettings.DEFAULT);
    }

    /** The same at another address. */
    public WebSettings at(String newHost) {
        return new WebSettings(newHost, port, readToken, writeToken, readLimit, topicPrefix, streams, webhooks);
    }

    /** The same for those who know a token. */
    public WebSettings withReadToken(String token) {
        return new WebSettings(host, port, Optional.of(token), writeToken, readLimit, topicPrefix, streams, webhooks);
    }

    /** The same, and those who know this token may write. */
    public WebSettings withWriteToken(String token) {
        return new WebSettings(host, port, readToken, Optional.of(token), readLimit, topicPrefix, streams, webhooks);
    }

    /** The same for topics under another prefix. */
    public WebSettings withTopicPrefix(String prefix) {
        return new WebSettings(host, port, readToken, writeToken, readLimit, prefix, streams, webhooks);
    }

    /** The same with other deliveries. */
    public WebSettings withWebhooks(WebhookSettings other) {
        return new WebSettings(host, port, readToken, writeToken, readLimit, topicPrefix, streams, other);
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
