package dev.hearsay.web;

import dev.hearsay.contracts.Topics;
import java.time.Duration;
import java.util.Optional;

/**
 * How the web server listens, and what it allows.
 *
 * @param host address to listen on; the loopback address unless told otherwise
 * @param port 0 takes a free one
 * @param readToken whoever reads must send it; absent if everybody may read
 * @param readLimit longest time that one question may take the database
 * @param topicPrefix prefix of the topics whose schemas it serves
 * @param streams most clients of the claim stream at the same time
 */
public record WebSettings(
        String host, int port, Optional<String> readToken, Duration readLimit, String topicPrefix, int streams) {
    /** Where it listens unless told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Duration DEFAULT_READ_LIMIT = Duration.ofSeconds(5);
    private static final int DEFAULT_STREAMS = 2_000;

    /** On this port of this machine, open to everybody on it. */
    public static WebSettings on(int port) {
        return new WebSettings(
                LOOPBACK, port, Optional.empty(), DEFAULT_READ_LIMIT, Topics.DEFAULT_PREFIX, DEFAULT_STREAMS);
    }

    /** The same at another address. */
    public WebSettings at(String newHost) {
        return new WebSettings(newHost, port, readToken, readLimit, topicPrefix, streams);
    }

    /** The same for those who know a token. */
    public WebSettings withReadToken(String token) {
        return new WebSettings(host, port, Optional.of(token), readLimit, topicPrefix, streams);
    }

    /** The same for topics under another prefix. */
    public WebSettings withTopicPrefix(String prefix) {
        return new WebSettings(host, port, readToken, readLimit, prefix, streams);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
