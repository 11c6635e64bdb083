package dev.hearsay.feeds.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.publish.ArticleProducer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Takes stories in any format that is read here. 202 is answered only when Kafka has acknowledged every accepted story;
 * what was refused is listed in the answer. 429 and 503, with Retry-After, mean that nothing is sure: push again, a
 * repetition changes no count. Thread-safe.
 */
public final class StoryPush {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REFUSALS = 100;
    private static final Map<String, Format> TYPES = Map.of(
            "text/html", Format.HTML,
            "application/xhtml+xml", Format.HTML,
            "text/csv", Format.CSV,
            "application/rss+xml", Format.SYNDICATION,
            "application/atom+xml", Format.SYNDICATION,
            "application/nitf+xml", Format.NITF,
            "application/vnd.iptc.g2.newsitem+xml", Format.NEWSML_G2,
            "application/vnd.iptc.g2.newsmessage+xml", Format.NEWSML_G2,
            "application/warc", Format.WARC);

    private final ArticleProducer producer;
    private final ReadOptions options;
    private final Settings settings;
    private final Semaphore inFlight;

    /**
     * How pushing is bounded.
     *
     * @param token what pushers must send as bearer token, if they must
     * @param patience how long Kafka may take to acknowledge
     * @param mostBytes most bytes of one request
     * @param mostInFlight most documents on their way to Kafka at once
     */
    public record Settings(Optional<String> token, Duration patience, long mostBytes, int mostInFlight) {
        /** 10 s, 64 MiB, 5,000 documents. */
        public static Settings withToken(Optional<String> token) {
            return new Settings(token, Duration.ofSeconds(10), 64L << 20, 5_000);
        }

        /** Leaves the token out. */
        @Override
        public String toString() {
            return mostBytes + " bytes, " + patience;
        }
    }

    /** Pushes into this producer; documents are read with these options. */
    public StoryPush(ArticleProducer producer, ReadOptions options, Settings settings) {
        this.producer = producer;
        this.options = options;
        this.settings = settings;
        this.inFlight = new Semaphore(settings.mostInFlight());
    }

    /** Reads a request, publishes what it holds, and waits for the acknowledgement. */
    public PushAnswer post(PushRequest request) {
        if (request.origin().isPresent()) {
            return problem(403, "Web pages may not push.");
        }
        if (!mayPush(request)) {
            PushAnswer refused = problem(401, "Pushing needs the token: Authorization: Bearer TOKEN.");
            return new PushAnswer(401, Map.of("WWW-Authenticate", "Bearer"), refused.json());
        }
        ReadOptions reading;
        try {
            reading = reading(request);
        } catch (IllegalArgumentException e) {
            return problem(400, e.getMessage() + ".");
        }
        List<Parsed.Accepted> accepted = new ArrayList<>();
        List<Parsed.Refused> refused = new ArrayList<>();
        Bounded body = new Bounded(request.body(), settings.mostBytes());
        ArticleReader.read(body, reading, parsed -> {
            if (parsed instanceof Parsed.Accepted document) {
                accepted.add(document);
            } else if (refused.size() < MOST_REFUSALS) {
                refused.add((Parsed.Refused) parsed);
            }
        });
        if (body.exceeded) {
            return problem(413, "A request of more than " + settings.mostBytes() + " bytes: push less at once.");
        }
        if (body.broken) {
            return problem(400, "The request broke off.");
        }
        if (accepted.isEmpty()) {
            boolean large = refused.stream().anyMatch(r -> r.kind() == Refusal.TOO_LARGE);
            return new PushAnswer(large ? 413 : 422, Map.of(), json(0, 0, refused));
        }
        return publish(accepted, refused);
    }

    private PushAnswer publish(List<Parsed.Accepted> accepted, List<Parsed.Refused> refused) {
        int permits = Math.min(accepted.size(), settings.mostInFlight());
        if (!inFlight.tryAcquire(permits)) {
            return again(429, 1, "Too much is on its way to Kafka: push again.");
        }
        List<Article> articles =
                accepted.stream().flatMap(a -> a.articles().stream()).toList();
        try {
            producer.send(articles).get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            return new PushAnswer(202, Map.of(), json(accepted.size(), articles.size() - accepted.size(), refused));
        } catch (TimeoutException e) {
            return again(503, 5, "Kafka has not acknowledged in time: push again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return problem(413, "A story is larger than Kafka takes.");
            }
            return e.getCause() instanceof BufferExhaustedException
                    ? again(429, 1, "Too much is on its way to Kafka: push again.")
                    : again(503, 5, "Kafka has not acknowledged: push again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again(503, 5, "Hearsay is ending: push again.");
        } finally {
            inFlight.release(permits);
        }
    }

    private boolean mayPush(PushRequest request) {
        if (settings.token().isEmpty()) {
            return true;
        }
        String given = request.authorization()
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip())
                .orElse("");
        return MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), settings.token().get().getBytes(StandardCharsets.UTF_8));
    }

    private ReadOptions reading(PushRequest request) {
        ReadOptions reading = options.withSource("<push>").withReadAt(Instant.now());
        for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
            String value = parameter.getValue();
            reading = switch (parameter.getKey()) {
                case "provider" -> reading.withProvider(value);
                case "outlet" -> reading.withOutlet(value);
                case "language" -> reading.withLanguage(value);
                case "format" ->
                    reading.withFormat(Format.named(value)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "'" + value + "' is no format; the formats are " + Format.labels())));
                default ->
                    throw new IllegalArgumentException("'" + parameter.getKey()
                            + "' means nothing here; known are format, provider, outlet, language");
            };
        }
        if (reading.format().isEmpty()) {
            Optional<Format> declared = request.contentType()
                    .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                    .map(TYPES::get);
            return declared.map(reading::withFormat).orElse(reading);
        }
        return reading;
    }

    private static PushAnswer again(int status, int seconds, String sentence) {
        return new PushAnswer(
                status,
                Map.of("Retry-After", Integer.toString(seconds)),
                problem(status, sentence).json());
    }

    private static PushAnswer problem(int status, String sentence) {
        return new PushAnswer(
                status,
                Map.of(),
                JSON.createObjectNode()
                        .put("status", status)
                        .put("detail", sentence)
                        .toString());
    }

    private static String json(int accepted, int cancels, List<Parsed.Refused> refused) {
        ObjectNode answer = JSON.createObjectNode().put("accepted", accepted).put("cancels", cancels);
        ArrayNode list = answer.putArray("refused");
        for (Parsed.Refused one : refused) {
            list.addObject()
                    .put("where", one.origin().toString())
                    .put("kind", one.kind().toString())
                    .put("reason", one.reason());
        }
        return answer.toString();
    }

    /** The body up to a limit; remembers whether it was longer, or broke. */
    private static final class Bounded extends FilterInputStream {
        private long left;
        private boolean exceeded;
        private boolean broken;

        Bounded(InputStream in, long limit) {
            super(in);
            left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n;
            try {
                n = in.read(buffer, from, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
            left -= Math.max(0, n);
            if (left < 0) {
                exceeded = true;
                throw new IOException("the request is too long");
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
