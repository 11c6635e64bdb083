package dev.hearsay.web.stream;

import dev.hearsay.store.ClaimChange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the stream: a position in the log, and a page at most of what comes next. Writes only when the connection
 * takes bytes, without a thread of its own; one monitor orders everything that it sends.
 */
final class Subscriber implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    /** Who leaves is noticed by the second one: the first is still taken by the connection, which then says that nobody is there. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Changes looked at before others get their turn. */
    private static final int TURN = 2_000;

    private final ClaimFeed feed;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final StreamFilter filter;
    private final boolean counts;
    private final OffsetVector vector;
    private final ArrayDeque<ClaimFeed.Entry> page = new ArrayDeque<>();
    private long position;
    private long lastWrite = System.nanoTime();
    private boolean listening;
    private boolean opened;
    private boolean unflushed;
    private boolean reading;
    private boolean behind;
    private boolean heartbeatDue;
    private boolean countsDue;
    private boolean lagDue;
    private boolean closed;

    Subscriber(ClaimFeed feed, AsyncContext async, ClaimFeed.Start start, StreamFilter filter, boolean counts)
            throws IOException {
        this.feed = feed;
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.filter = filter;
        this.counts = counts;
        this.position = start.id();
        this.vector = start.vector();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            listening = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a subscriber went away", failure);
        close();
    }

    /** Sends what there is and the connection takes. */
    synchronized void pump() {
        try {
            while (listening && !closed && out.isReady()) {
                Optional<byte[]> frame = frame();
                if (frame.isPresent()) {
                    out.write(frame.get());
                    lastWrite = System.nanoTime();
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a subscriber went away", e);
            close();
        }
    }

    /** A look at the clock, and whether counts changed since the last one. */
    synchronized void tick(long now, boolean countsMoved, long latest) {
        countsDue |= countsMoved && counts;
        heartbeatDue |= now - lastWrite > HEARTBEAT_NANOS;
        if (now - lastWrite > STALLED_NANOS) {
            close();
            return;
        }
        boolean late = !feed.keeps(position);
        lagDue |= late && !behind;
        behind = late;
        if (countsDue || heartbeatDue || lagDue || position < latest) {
            pump();
        }
    }

    /** Takes a page that was read for it. */
    synchronized void caughtUp(List<ClaimFeed.Entry> entries) {
        reading = false;
        page.addAll(entries);
        pump();
    }

    private Optional<byte[]> frame() {
        if (!opened) {
            opened = true;
            return Optional.of(text("retry: 2000\nid: " + vector + "\n\n"));
        }
        if (lagDue) {
            lagDue = false;
            return Optional.of(
                    text("event: lag\ndata: {\"message\":\"you are behind, the rest comes from the database\"}\n\n"));
        }
        for (int i = 0; i < TURN; i++) {
            Optional<ClaimFeed.Entry> entry = next();
            if (entry.isEmpty()) {
                break;
            }
            ClaimChange change = entry.get().change();
            position = change.id();
            if (vector.advance(change.partition(), change.offset()) && filter.wants(change)) {
                return Optional.of(event(entry.get()));
            }
        }
        if (countsDue) {
            countsDue = false;
            return Optional.of(text("event: counts\ndata: {}\n\n"));
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            // without data nothing is dispatched, but the client remembers how far it has come
            return Optional.of(text(": heartbeat\nid: " + vector + "\n\n"));
        }
        return Optional.empty();
    }

    private Optional<ClaimFeed.Entry> next() {
        if (!page.isEmpty()) {
            return Optional.of(page.poll());
        }
        Optional<ClaimFeed.Entry> entry = feed.next(position);
        // what was kept when it was looked up may have left a hole before it by now
        if (feed.keeps(position)) {
            return entry;
        }
        if (!reading) {
            reading = true;
            feed.catchUp(this, position);
        }
        return Optional.empty();
    }

    private byte[] event(ClaimFeed.Entry entry) {
        byte[] head = text("event: " + (entry.change().after().isPresent() ? "claim" : "retraction") + "\nid: " + vector
                + "\ndata: ");
        byte[] data = entry.data();
        byte[] frame = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(data, 0, frame, head.length, data.length);
        frame[frame.length - 2] = '\n';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    private static byte[] text(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the connection. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            page.clear();
        }
        feed.leave(this);
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("the connection was over already", e);
        }
    }
}
