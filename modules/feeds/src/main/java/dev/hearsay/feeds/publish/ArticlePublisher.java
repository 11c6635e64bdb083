package dev.hearsay.feeds.publish;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Puts articles on their topic: idempotent, acknowledged by all replicas, keyed by story. Give it what a reader reads:
 * articles are sent, refusals counted.
 *
 * <p>A document counts as acknowledged when all its records are: its article and the cancels that belong to it. The
 * client retries until its delivery timeout; what then still fails ends the feed with a {@link PublishException}, and
 * feeding the source again is safe. A record that the broker will never take (too large) is a refusal, and the feed goes
 * on. Back-pressure: {@link #accept} waits while {@value #MOST_IN_FLIGHT} documents, or the client's buffer, are on their
 * way. Not for use by several threads at once.
 */
public final class ArticlePublisher implements ArticleSink {
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int CONNECT_WAIT_MS = 15_000;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Producer<String, Article> producer;
    private final String topic;
    private final PublishListener listener;
    private final FeedReport report;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final Queue<Parsed.Refused> refusedByKafka = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final long started = System.nanoTime();
    private long toldAt = started;
    private boolean closed;

    ArticlePublisher(Producer<String, Article> producer, String topic, FeedReport report, PublishListener listener) {
        this.producer = producer;
        this.topic = topic;
        this.report = report;
        this.listener = listener;
    }

    /**
     * Connects and makes sure that the topic is there.
     *
     * @param client Kafka client settings; {@code bootstrap.servers} at least. They win over the defaults here
     * @throws PublishException if the broker cannot be reached or the topic is not there
     */
    public static ArticlePublisher open(
            Map<String, ?> client, Topic<Article> topic, FeedReport report, PublishListener listener) {
        return new ArticlePublisher(connect(client, topic), topic.name(), report, listener);
    }

    static Producer<String, Article> connect(Map<String, ?> client, Topic<Article> topic) {
        Map<String, Object> settings = new HashMap<>(defaults());
        settings.putAll(client);
        requireTopic(client, topic.name());
        try {
            return new KafkaProducer<>(
                    settings, topic.keySerde().serializer(), topic.valueSerde().serializer());
        } catch (KafkaException e) {
            throw new PublishException("the Kafka client cannot start: " + sentence(e), 0, e);
        }
    }

    /** Asks by the admin client: the producer would wait as long for a broker as it may for a full buffer. */
    private static void requireTopic(Map<String, ?> client, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "hearsay-feed-check");
        // A person waits: shorter than the client's minute, unless the settings say how long.
        if (!client.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
            settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_WAIT_MS);
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CONNECT_WAIT_MS);
        }
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        String servers = String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        try (Admin admin = Admin.create(settings)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException("interrupted while connecting to Kafka at " + servers, 0, e);
        } catch (ExecutionException e) {
            String why;
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                why = "Kafka at " + servers + " has no topic " + topic + ": create the topics first";
            } else if (e.getCause() instanceof TimeoutException) {
                why = "Kafka at " + servers + " cannot be reached";
            } else {
                why = "Kafka at " + servers + " refuses: " + sentence(e.getCause());
            }
            throw new PublishException(why, 0, e);
        } catch (KafkaException e) {
            throw new PublishException("the Kafka client cannot start: " + sentence(e), 0, e);
        }
    }

    private static Map<String, Object> defaults() {
        return Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "hearsay-feed",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                10,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                32L * 1024 * 1024,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                ArticleLimits.MAX_RECORD_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                120_000L,
                ProducerConfig.ENABLE_METRICS_PUSH_CONFIG,
                false);
    }

    /**
     * Sends an article, or counts a refusal.
     *
     * @throws PublishException if Kafka failed, now or since the last call
     */
    @Override
    public void accept(Parsed parsed) {
        failIfBroken();
        report.add(parsed);
        if (parsed instanceof Parsed.Accepted accepted) {
            send(accepted);
        }
        tell(false);
    }

    private void send(Parsed.Accepted accepted) {
        List<Article> articles = accepted.articles();
        awaitRoom();
        Document document = new Document(accepted);
        for (Article article : articles) {
            try {
                producer.send(
                        new ProducerRecord<>(topic, article.getStoryId(), article),
                        (metadata, exception) -> document.done(exception));
            } catch (InterruptException e) {
                Thread.currentThread().interrupt();
                failure.compareAndSet(null, e);
                document.done(e);
            } catch (KafkaException | IllegalStateException e) {
                document.done(e);
            }
        }
    }

    private void awaitRoom() {
        try {
            while (!inFlight.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                failIfBroken();
                tell(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
            failIfBroken();
        }
    }

    /** One document on its way; done once for each of its records, by the client's thread or ours. */
    private final class Document {
        private final Origin origin;
        private final ArticleStatus status;
        private final int cancels;
        private final AtomicInteger open;
        private final AtomicReference<@Nullable Exception> fault = new AtomicReference<>();

        /** Keeps no text: thousands are on their way at once. */
        Document(Parsed.Accepted accepted) {
            origin = accepted.origin();
            status = accepted.article().getStatus();
            cancels = accepted.cancels().size();
            open = new AtomicInteger(1 + cancels);
        }

        void done(@Nullable Exception exception) {
            if (exception != null) {
                fault.compareAndSet(null, exception);
            }
            if (open.decrementAndGet() > 0) {
                return;
            }
            Exception first = fault.get();
            if (first == null) {
                acknowledged.incrementAndGet();
            } else if (neverAccepted(first)) {
                Parsed.Refused refusal =
                        new Parsed.Refused(origin, Refusal.UNPUBLISHABLE, "Kafka refuses it: " + sentence(first));
                report.takeBack(status, cancels, refusal);
                refusedByKafka.add(refusal);
            } else {
                failure.compareAndSet(null, first);
            }
            inFlight.release();
        }
    }

    private static boolean neverAccepted(Exception e) {
        return e instanceof RecordTooLargeException || e instanceof SerializationException;
    }

    @Override
    public List<Parsed.Refused> flush() {
        try {
            while (!inFlight.tryAcquire(MOST_IN_FLIGHT, 20, TimeUnit.MILLISECONDS)) {
                failIfBroken();
                tell(false);
            }
            inFlight.release(MOST_IN_FLIGHT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, e);
        }
        failIfBroken();
        tell(true);
        List<Parsed.Refused> refused = new ArrayList<>();
        for (Parsed.Refused next = refusedByKafka.poll(); next != null; next = refusedByKafka.poll()) {
            refused.add(next);
        }
        return refused;
    }

    /** The state now. */
    public PublishProgress progress() {
        return new PublishProgress(
                report.read(), acknowledged.get(), report.refused(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** Counts of what was given to it. */
    public FeedReport report() {
        return report;
    }

    /**
     * Waits for every acknowledgement, then disconnects.
     *
     * @throws PublishException if anything was not acknowledged; not thrown a second time if {@link #accept} or
     *     {@link #flush} threw it already
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean told = failure.get() != null;
        try {
            if (!told) {
                flush();
            }
        } finally {
            disconnect();
        }
    }

    private void disconnect() {
        try {
            producer.close(failure.get() == null ? CLOSE_WAIT : Duration.ZERO);
        } catch (InterruptException e) {
            // Whoever interrupts wants an end, which this is.
            Thread.currentThread().interrupt();
        }
    }

    private void failIfBroken() {
        Exception cause = failure.get();
        if (cause != null) {
            long done = acknowledged.get();
            String why = cause instanceof TimeoutException
                    ? "Kafka does not acknowledge any more"
                    : cause instanceof InvalidTopicException ? "Kafka refuses topic " + topic : sentence(cause);
            throw new PublishException(
                    why + "; " + done + " of " + report.accepted()
                            + " documents were acknowledged, feed again to send the rest",
                    done,
                    cause);
        }
    }

    private void tell(boolean always) {
        long now = System.nanoTime();
        if (always || now - toldAt >= TELL_EVERY_NANOS) {
            toldAt = now;
            listener.progress(progress());
        }
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        Throwable cause = e.getCause();
        return cause != null && cause.getMessage() != null && !message.contains(cause.getMessage())
                ? message + ": " + cause.getMessage()
                : message;
    }
}
