package dev.hearsay.web.stream;

import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.Queries;
import dev.hearsay.web.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of changes and hands what comes to the subscribers. The latest changes are kept once for all of them; a
 * subscriber is a position in the log, so that one who reads slowly costs a page of memory and not a queue. Whoever falls
 * behind what is kept reads on from the database, at its own pace.
 */
public final class ClaimFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimFeed.class);

    private static final int PAGE = 500;
    private static final int KEPT = 10_000;
    private static final long POLL_MILLIS = 200;
    private static final long RETRY_MILLIS = 1_000;
    private static final int CATCH_UP_THREADS = 2;

    private final ClaimChanges changes;
    private final Queries queries;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final ConcurrentSkipListMap<Long, Entry> kept = new ConcurrentSkipListMap<>();
    private final ExecutorService catchUp =
            Executors.newFixedThreadPool(CATCH_UP_THREADS, work -> daemon(work, "hearsay-stream-catch-up"));
    private final Semaphore wake = new Semaphore(0);
    private final Thread follower = daemon(this::follow, "hearsay-claim-feed");

    /** All changes above this id and up to the last one read are kept; no positions are below it while nobody reads. */
    private volatile long floor = Long.MAX_VALUE;

    private volatile long last;
    private volatile boolean closed;
    private String version = "";

    private ClaimFeed(ClaimChanges changes, Queries queries) {
        this.changes = changes;
        this.queries = queries;
    }

    /** A change, written once for all subscribers. */
    public static final class Entry {
        private final ClaimChange change;
        private volatile byte[] data = new byte[0];

        /** An entry of a change that was read elsewhere. */
        public Entry(ClaimChange change) {
            this.change = change;
        }

        /** The change, as it could be read when the feed read it. */
        public ClaimChange change() {
            return change;
        }

        /** The same as JSON; the caller leaves it as it is. */
        public byte[] data() {
            byte[] written = data;
            if (written.length == 0) {
                written = Json.bytes(change);
                data = written;
            }
            return written;
        }
    }

    /** A feed that does not run yet. */
    public static ClaimFeed of(ClaimChanges changes, Queries queries) {
        return new ClaimFeed(changes, queries);
    }

    /** Begins to follow. */
    public void start() {
        follower.start();
    }

    /** Says that something was committed, so that the feed need not wait for its next look. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** How many follow now. */
    public int subscribers() {
        return subscribers.size();
    }

    /** Has this run, in the feed's own thread, whenever there is something new; the feed follows for it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
        wake();
    }

    /** Ends that. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Names that stand for an actor. */
    public Set<String> namesOf(String actorId) {
        return Set.copyOf(queries.namesOf(actorId));
    }

    /** Where whoever has read up to here goes on; without a position, where what comes next will be. */
    Start startAfter(Optional<OffsetVector> seen) {
        if (seen.isPresent()) {
            return new Start(changes.seenUpTo(seen.get().offsets()), seen.get());
        }
        // the offsets are read first: what comes between is sent twice rather than not at all
        Map<Integer, Long> offsets = changes.offsets();
        return new Start(changes.latest(), new OffsetVector(offsets));
    }

    /** A position to begin at. */
    record Start(long id, OffsetVector vector) {}

    void join(Subscriber subscriber) {
        subscribers.add(subscriber);
        wake();
    }

    void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Whether everything after this position is kept. */
    public boolean keeps(long position) {
        return position >= floor;
    }

    /**
     * What follows a position. It may be wrong if {@link #keeps} does not hold for that position afterwards: what lay
     * between may not be kept any more.
     */
    public Optional<Entry> next(long position) {
        Map.Entry<Long, Entry> higher = kept.higherEntry(position);
        return Optional.ofNullable(higher).map(Map.Entry::getValue);
    }

    /** Reads a page for somebody who is behind. */
    void catchUp(Subscriber subscriber, long position) {
        try {
            catchUp.execute(() -> {
                try {
                    subscriber.caughtUp(changes.after(position, PAGE).stream()
                            .map(Entry::new)
                            .toList());
                } catch (RuntimeException e) {
                    LOG.warn("a subscriber cannot be caught up: {}", e.getMessage());
                    subscriber.close();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the feed is closed", e);
        }
    }

    private void follow() {
        while (!closed) {
            try {
                wake.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                wake.drainPermits();
                if (subscribers.isEmpty() && listeners.isEmpty()) {
                    floor = Long.MAX_VALUE;
                    kept.clear();
                } else {
                    read();
                }
            } catch (DatabaseException e) {
                LOG.warn("the claim stream waits: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the claim stream goes on after a failure", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void read() {
        if (floor == Long.MAX_VALUE) {
            last = changes.latest();
            floor = last;
        }
        List<ClaimChange> page;
        do {
            page = changes.after(last, PAGE);
            for (ClaimChange change : page) {
                kept.put(change.id(), new Entry(change));
                last = change.id();
            }
            while (kept.size() > KEPT) {
                floor = kept.firstKey();
                kept.pollFirstEntry();
            }
            subscribers.forEach(Subscriber::pump);
            if (!page.isEmpty()) {
                listeners.forEach(Runnable::run);
            }
        } while (page.size() == PAGE && !closed);
        String now = queries.version();
        boolean moved = !now.equals(version);
        version = now;
        long nanos = System.nanoTime();
        subscribers.forEach(subscriber -> subscriber.tick(nanos, moved, last));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
        follower.interrupt();
        catchUp.shutdownNow();
        subscribers.forEach(Subscriber::close);
    }
}
