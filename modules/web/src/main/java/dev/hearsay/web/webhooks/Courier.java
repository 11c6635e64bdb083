package dev.hearsay.web.webhooks;

import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.DeadDelivery;
import dev.hearsay.store.SigningSecrets;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscription.Failing;
import dev.hearsay.store.Subscription.Position;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.stream.ClaimFeed;
import dev.hearsay.web.stream.OffsetVector;
import dev.hearsay.web.stream.StreamFilter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one subscription: one delivery at a time, in the order of the log, each until it arrives or is given up. It
 * works in short turns; between them it is a position and, at most, a delivery that is under way.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final int MOST_CHANGES = 100;
    private static final int MOST_BYTES = 512 * 1024;

    /** Changes looked at before others get their turn. */
    private static final int TURN = 2_000;

    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(2);
    private static final Duration UNSAVED = Duration.ofSeconds(10);
    private static final Duration NAMES_KEPT = Duration.ofSeconds(30);

    private final String id;
    private final Surroundings around;
    private final AtomicBoolean queued = new AtomicBoolean();

    private Subscription row;
    private StreamFilter filter;
    private Instant namesRead;
    private Position stored;
    private Instant storedAt;
    private long position;
    private OffsetVector vector;
    private long unsaved;
    private Optional<Failing> failing;
    private boolean sending;
    private boolean stopped;
    private boolean lost;

    /** What couriers share. */
    record Surroundings(
            Subscriptions subscriptions,
            ClaimChanges changes,
            ClaimFeed feed,
            WebhookClient client,
            WebhookSettings settings,
            WebhookMetrics metrics,
            ScheduledExecutorService threads,
            Clock clock) {}

    /** Changes that go together, and where the log stands after them. */
    private record Batch(List<ClaimChange.Source> records, long through, OffsetVector after, boolean more) {}

    Courier(Subscription row, Surroundings around) {
        this.id = row.id();
        this.row = row;
        this.around = around;
        this.stored = row.position();
        this.position = stored.id();
        this.vector = OffsetVector.parse(stored.offsets());
        this.failing = row.failing();
        this.storedAt = around.clock().instant();
        this.namesRead = storedAt;
        this.filter = StreamFilter.of(row.filter(), around.feed()::namesOf);
    }

    /** Takes the next turn soon; from any thread. */
    void wake() {
        if (queued.compareAndSet(false, true)) {
            run(this::turn);
        }
    }

    private void run(Runnable work) {
        try {
            around.threads().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the webhooks are closed", e);
        }
    }

    private void wakeIn(Duration wait) {
        try {
            around.threads().schedule(this::wake, wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the webhooks are closed", e);
        }
    }

    /** Takes what others changed: the address, the note, that it is to try at once, or to send dead deliveries again. */
    synchronized void refresh(Subscription latest) {
        row = latest;
        if (failing.isPresent()
                && latest.failing()
                        .filter(known -> known.attempts() == failing.get().attempts())
                        .filter(known -> known.next().isBefore(failing.get().next()))
                        .isPresent()) {
            failing = latest.failing();
        }
    }

    /** Whether somebody else moved the position or ended the subscription, so that this courier is of no use any more. */
    synchronized boolean lost() {
        return lost;
    }

    /** Whether an attempt is under way. */
    synchronized boolean sending() {
        return sending;
    }

    /** Begins nothing more; what is under way is still told. */
    synchronized void stop() {
        stopped = true;
    }

    /** Keeps the position, if the database takes it: at worst it is found again by looking at the same changes once more. */
    synchronized void save() {
        try {
            store();
        } catch (DatabaseException e) {
            LOG.debug("the position of subscription {} is not kept", id, e);
        }
    }

    private void turn() {
        queued.set(false);
        guarded(this::work);
    }

    private synchronized void guarded(Runnable work) {
        try {
            work.run();
        } catch (DatabaseException e) {
            LOG.warn("subscription {} waits: {}", id, e.getMessage());
            wakeIn(TROUBLE_PAUSE);
        } catch (RuntimeException e) {
            LOG.error("subscription {} goes on after a failure", id, e);
            wakeIn(TROUBLE_PAUSE);
        }
    }

    private void work() {
        if (stopped || sending || lost) {
            return;
        }
        Instant now = around.clock().instant();
        if (unsaved > 0 || Duration.between(storedAt, now).compareTo(UNSAVED) > 0) {
            store();
        }
        if (row.resend()) {
            Optional<DeadDelivery> dead = around.subscriptions().toResend(id);
            if (dead.isPresent()) {
                sendAgain(dead.get());
                return;
            }
        }
        if (failing.isPresent() && failing.get().next().isAfter(now)) {
            return;
        }
        readNames(now);
        Batch batch = collect();
        // what is to be sent is read now, at every attempt: a kill may have taken its words away
        List<ClaimChange> readable = around.changes().ofRecords(batch.records()).stream()
                .filter(filter::wants)
                .toList();
        if (!readable.isEmpty()) {
            send(batch, readable);
            return;
        }
        failing = Optional.empty();
        moveTo(batch);
        if (batch.more()) {
            wake();
        }
    }

    /** Aliases may come and go while a filter stands. */
    private void readNames(Instant now) {
        if (Duration.between(namesRead, now).compareTo(NAMES_KEPT) > 0) {
            filter = StreamFilter.of(row.filter(), around.feed()::namesOf);
            namesRead = now;
        }
    }

    private Batch collect() {
        long last = failing.map(Failing::through).orElse(Long.MAX_VALUE);
        List<ClaimChange.Source> records = new ArrayList<>();
        ArrayDeque<ClaimFeed.Entry> page = new ArrayDeque<>();
        OffsetVector after = new OffsetVector(vector.offsets());
        long at = position;
        long bytes = 0;
        for (int looked = 0; looked < TURN && records.size() < MOST_CHANGES; looked++) {
            Optional<ClaimFeed.Entry> entry = next(at, page);
            if (entry.isEmpty() || entry.get().change().id() > last) {
                return new Batch(records, at, after, false);
            }
            ClaimChange change = entry.get().change();
            if (!after.holds(change.partition(), change.offset()) && filter.wants(change)) {
                bytes += entry.get().data().length;
                if (!records.isEmpty() && bytes > MOST_BYTES) {
                    break;
                }
                records.add(change.source());
            }
            after.advance(change.partition(), change.offset());
            at = change.id();
        }
        return new Batch(records, at, after, true);
    }

    /** What follows: from what the feed keeps, or else from a page of the log. */
    private Optional<ClaimFeed.Entry> next(long at, ArrayDeque<ClaimFeed.Entry> page) {
        if (page.isEmpty()) {
            Optional<ClaimFeed.Entry> kept = around.feed().next(at);
            if (around.feed().keeps(at)) {
                return kept;
            }
            around.changes().after(at, MOST_CHANGES).forEach(change -> page.add(new ClaimFeed.Entry(change)));
        }
        return Optional.ofNullable(page.poll());
    }

    private void send(Batch batch, List<ClaimChange> readable) {
        String message = messageId(batch.records());
        Message body = Message.of(id, Optional.of(batch.after().toString()), readable);
        post(message, body, answer -> sent(batch, message, readable.size(), answer));
    }

    private void sendAgain(DeadDelivery dead) {
        List<ClaimChange> readable = around.changes().ofRecords(dead.changes());
        if (readable.isEmpty()) {
            around.subscriptions().resendFailed(id, dead.id(), "Its changes are not in the log any more.");
            wake();
            return;
        }
        post(dead.messageId(), Message.of(id, Optional.empty(), readable), answer -> {
            if (answer.outcome() == WebhookAnswer.Outcome.DELIVERED) {
                around.metrics().delivered(readable.size());
                around.subscriptions()
                        .resent(id, dead.id(), readable.size(), around.clock().instant());
            } else {
                around.metrics().failed();
                around.subscriptions().resendFailed(id, dead.id(), sentence(answer));
            }
        });
    }

    private void post(String message, Message body, Consumer<WebhookAnswer> then) {
        Instant now = around.clock().instant();
        Optional<SigningSecrets> secrets = around.subscriptions().secrets(id, now);
        if (secrets.isEmpty()) {
            lost = true; // it was removed
            return;
        }
        byte[] json = Json.bytes(body);
        Map<String, String> headers = Map.of(
                "webhook-id", message,
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", Signature.of(secrets.get(), message, now.getEpochSecond(), json));
        sending = true;
        try {
            around.client()
                    .post(
                            URI.create(row.url()),
                            headers,
                            json,
                            answer -> run(() -> guarded(() -> {
                                sending = false;
                                then.accept(answer);
                                wake();
                            })));
        } catch (RuntimeException e) {
            sending = false;
            throw e;
        }
    }

    private void sent(Batch batch, String message, int changes, WebhookAnswer answer) {
        switch (answer.outcome()) {
            case DELIVERED -> {
                around.metrics().delivered(changes);
                unsaved += changes;
                failing = Optional.empty();
                moveTo(batch);
                store();
            }
            case GONE -> {
                around.metrics().failed();
                lost = true;
                around.subscriptions().pause(id, "The receiver wants nothing any more: " + sentence(answer));
            }
            case FAILED -> failed(batch, message, answer);
        }
    }

    private void failed(Batch batch, String message, WebhookAnswer answer) {
        around.metrics().failed();
        Instant now = around.clock().instant();
        WebhookSettings settings = around.settings();
        int attempts = failing.map(Failing::attempts).orElse(0) + 1;
        Instant since = failing.map(Failing::since).orElse(now);
        String error = sentence(answer);
        Duration backOff = settings.wait(attempts, ThreadLocalRandom.current());
        Duration asked = answer.retryAfter()
                .map(wait -> wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait)
                .orElse(Duration.ZERO);
        Duration wait = asked.compareTo(backOff) > 0 ? asked : backOff;
        failing = Optional.of(new Failing(batch.through(), attempts, since, now.plus(wait), error));
        store();
        if (attempts < settings.attempts() && Duration.between(since, now).compareTo(settings.age()) < 0) {
            lost |= !around.subscriptions().fail(id, stored, failing.get());
            wakeIn(wait);
            return;
        }
        Position to = new Position(batch.through(), batch.after().toString());
        DeadDelivery dead = new DeadDelivery(0, message, batch.records(), since, now, attempts, error, false);
        if (around.subscriptions().giveUp(id, stored, to, dead)) {
            around.metrics().dead();
            LOG.warn("subscription {}: a delivery is given up after {} attempts: {}", id, attempts, error);
            failing = Optional.empty();
            moveTo(batch);
            stored = to;
        } else {
            lost = true;
        }
    }

    private void moveTo(Batch batch) {
        position = batch.through();
        vector = batch.after();
    }

    /** Keeps how far it came. */
    private void store() {
        Instant now = around.clock().instant();
        storedAt = now;
        Position reached = new Position(position, vector.toString());
        if (lost || reached.equals(stored)) {
            return;
        }
        if (around.subscriptions().move(id, stored, reached, unsaved, now)) {
            stored = reached;
            unsaved = 0;
        } else {
            lost = true;
        }
    }

    private static String sentence(WebhookAnswer answer) {
        String error = answer.error();
        return Character.toUpperCase(error.charAt(0)) + error.substring(1) + ".";
    }

    /** The same for the same changes, whoever sends them and however often. */
    private String messageId(List<ClaimChange.Source> records) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((id + records).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}
