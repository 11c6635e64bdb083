package dev.hearsay.web.webhooks;

import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.stream.ClaimFeed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the changes of the log to all subscriptions, each by a courier of its own. Of several processes on one database
 * one delivers; another takes over seconds after it is gone.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private static final int THREADS = 2;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TERM = Duration.ofSeconds(10);
    private static final long LONGEST_CLOSE_MILLIS = 2_000;
    private static final long CLOSE_POLL_MILLIS = 10;

    private final String owner = UUID.randomUUID().toString();
    private final Subscriptions subscriptions;
    private final ClaimChanges changes;
    private final ClaimFeed feed;
    private final WebhookSettings settings;
    private final WebhookMetrics metrics;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Courier> couriers = new ConcurrentHashMap<>();
    private final Runnable onChange = () -> couriers.values().forEach(Courier::wake);
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
        Thread thread = new Thread(work, "hearsay-webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable WebhookClient client;
    private boolean delivering;
    private Instant renewal = Instant.EPOCH;
    private boolean closed;

    private Webhooks(
            Subscriptions subscriptions,
            ClaimChanges changes,
            ClaimFeed feed,
            WebhookSettings settings,
            MeterRegistry registry) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.feed = feed;
        this.settings = settings;
        this.metrics = new WebhookMetrics(registry, couriers::size);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Webhooks that do not run yet.
     *
     * @param feed tells of what is new, and keeps what is recent
     */
    public static Webhooks of(
            Subscriptions subscriptions,
            ClaimChanges changes,
            ClaimFeed feed,
            WebhookSettings settings,
            MeterRegistry registry) {
        return new Webhooks(subscriptions, changes, feed, settings, registry);
    }

    /** Begins to deliver. */
    public void start() {
        threads.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that subscriptions were changed, so that nobody need wait for the next look at them. */
    public void changed() {
        if (!threads.isShutdown()) {
            threads.execute(this::look);
        }
    }

    private synchronized void look() {
        try {
            if (!closed) {
                follow();
            }
        } catch (DatabaseException e) {
            LOG.warn("the webhooks wait: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the webhooks go on after a failure", e);
        }
    }

    private void follow() {
        Map<String, Subscription> active = new ConcurrentHashMap<>();
        subscriptions.all().stream().filter(row -> !row.paused()).forEach(row -> active.put(row.id(), row));
        if (!mayDeliver(!active.isEmpty())) {
            active.clear();
        }
        Set<String> gone = new HashSet<>(couriers.keySet());
        couriers.forEach((id, courier) -> {
            if (active.containsKey(id) && !courier.lost()) {
                gone.remove(id);
            }
        });
        gone.forEach(this::dismiss);
        if (active.isEmpty()) {
            feed.forget(onChange);
            return;
        }
        feed.onChange(onChange);
        active.forEach((id, row) -> {
            Courier courier = couriers.computeIfAbsent(id, i -> new Courier(row, surroundings()));
            courier.refresh(row);
            courier.wake();
        });
    }

    private boolean mayDeliver(boolean wanted) {
        Instant now = clock.instant();
        if (!wanted) {
            if (delivering) {
                delivering = false;
                renewal = Instant.EPOCH;
                subscriptions.stopDelivering(owner);
            }
        } else if (!now.isBefore(renewal)) {
            delivering = subscriptions.deliver(owner, now, now.plus(TERM));
            renewal = delivering ? now.plus(TERM.dividedBy(3)) : Instant.EPOCH;
        }
        return delivering;
    }

    private void dismiss(String id) {
        Courier courier = couriers.remove(id);
        if (courier != null) {
            courier.stop();
            courier.save();
        }
    }

    private Courier.Surroundings surroundings() {
        WebhookClient started = client;
        if (started == null) {
            started = WebhookClient.start(settings);
            client = started;
        }
        return new Courier.Surroundings(subscriptions, changes, feed, started, settings, metrics, threads, clock);
    }

    /** Ends; what is under way gets a moment to be answered, so that it is not sent a second time after the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        feed.forget(onChange);
        couriers.values().forEach(Courier::stop);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_CLOSE_MILLIS);
        while (couriers.values().stream().anyMatch(Courier::sending) && System.nanoTime() < end) {
            try {
                Thread.sleep(CLOSE_POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        threads.shutdown();
        couriers.values().forEach(Courier::save);
        try {
            subscriptions.stopDelivering(owner);
        } catch (DatabaseException e) {
            LOG.debug("another process waits until the term of this one ends", e);
        }
        WebhookClient started = client;
        if (started != null) {
            started.close();
        }
    }
}
