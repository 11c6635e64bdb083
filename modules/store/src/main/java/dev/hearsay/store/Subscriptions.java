package dev.hearsay.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standing queries of a database, how far each was delivered, and what was given up. Whoever delivers moves a position
 * only from where it found it, so that of two who deliver the same one only one counts. All methods throw {@link
 * DatabaseException} when the database does not answer. Thread-safe.
 */
public final class Subscriptions implements AutoCloseable {
    /** Most subscriptions of a database. */
    public static final int MOST = 100;

    /** Most dead deliveries of a subscription; it is paused with the last of them. */
    public static final int MOST_DEAD = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private static final String SELECT =
            "SELECT s.*, (SELECT count(*) FROM dead_deliveries d WHERE d.subscription_id = s.subscription_id) AS dead,"
                    + " EXISTS (SELECT 1 FROM dead_deliveries d WHERE d.subscription_id = s.subscription_id AND d.resend)"
                    + " AS resend FROM subscriptions s";
    private static final String NOT_FAILING =
            "failing_through = 0, failing_since = 0, attempts = 0, next_attempt = 0, error = ''";
    private static final String FROM_WHERE_FOUND = " WHERE subscription_id = ? AND position = ? AND seen = ?";

    private final Database database;
    private @Nullable Connection writer;

    /** Those of this database. */
    public Subscriptions(Database database) {
        this.database = database;
    }

    /** All of them, oldest first. */
    public List<Subscription> all() {
        return database.read(
                c -> Sql.of(SELECT + " ORDER BY s.created, s.subscription_id").list(c, Subscriptions::subscription));
    }

    /** One of them. */
    public Optional<Subscription> find(String id) {
        return database.read(
                c -> Sql.of(SELECT + " WHERE s.subscription_id = ?", id).first(c, Subscriptions::subscription));
    }

    /** Keeps one that begins; false if there are {@value #MOST} already. */
    public boolean add(Subscription begun, String secret) {
        return write(c -> Sql.of(
                                "INSERT INTO subscriptions (subscription_id, url, note, filter, secret, created,"
                                        + " position, seen) SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM"
                                        + " subscriptions) < ?",
                                begun.id(),
                                begun.url(),
                                begun.note(),
                                Json.object(begun.filter()),
                                secret,
                                begun.created().toEpochMilli(),
                                begun.position().id(),
                                begun.position().offsets(),
                                MOST)
                        .update(c)
                == 1);
    }

    /** Another address and note; the delivery that fails is tried again at once. False if it is not there. */
    public boolean change(String id, String url, String note) {
        return write(c -> Sql.of(
                                "UPDATE subscriptions SET url = ?, note = ?, next_attempt = 0 WHERE subscription_id = ?",
                                url,
                                note,
                                id)
                        .update(c)
                == 1);
    }

    /** Delivers nothing from now on; the position stays. False if it is not there. */
    public boolean pause(String id, String reason) {
        return write(
                c -> Sql.of("UPDATE subscriptions SET paused = TRUE, reason = ? WHERE subscription_id = ?", reason, id)
                                .update(c)
                        == 1);
    }

    /** Goes on at the position. False if it is not there. */
    public boolean resume(String id) {
        return write(c -> Sql.of(
                                "UPDATE subscriptions SET paused = FALSE, reason = '', next_attempt = 0 WHERE"
                                        + " subscription_id = ?",
                                id)
                        .update(c)
                == 1);
    }

    /** Forgets it and its dead deliveries. False if it is not there. */
    public boolean remove(String id) {
        return write(c -> {
            Sql.of("DELETE FROM dead_deliveries WHERE subscription_id = ?", id).update(c);
            return Sql.of("DELETE FROM subscriptions WHERE subscription_id = ?", id)
                            .update(c)
                    == 1;
        });
    }

    /** A new secret; deliveries are signed with the old one too until then. False if it is not there. */
    public boolean changeSecret(String id, String secret, Instant oldEnds) {
        return write(c -> Sql.of(
                                "UPDATE subscriptions SET old_secret = secret, old_secret_ends = ?, secret = ? WHERE"
                                        + " subscription_id = ?",
                                oldEnds.toEpochMilli(),
                                secret,
                                id)
                        .update(c)
                == 1);
    }

    /** What deliveries are signed with at this time. */
    public Optional<SigningSecrets> secrets(String id, Instant now) {
        return database.read(c -> Sql.of(
                        "SELECT secret, CASE WHEN old_secret_ends > ? THEN old_secret ELSE '' END AS old_secret FROM"
                                + " subscriptions WHERE subscription_id = ?",
                        now.toEpochMilli(),
                        id)
                .first(
                        c,
                        row -> new SigningSecrets(
                                row.getString("old_secret").isEmpty()
                                        ? List.of(row.getString("secret"))
                                        : List.of(row.getString("secret"), row.getString("old_secret")))));
    }

    /**
     * Takes over, or goes on, delivering: false if another process does, whose time has not ended.
     *
     * @param owner names this process
     */
    public boolean deliver(String owner, Instant now, Instant until) {
        return write(c -> Sql.of(
                                "UPDATE delivering SET owner = ?, expires = ? WHERE owner = ? OR expires <= ?",
                                owner,
                                until.toEpochMilli(),
                                owner,
                                now.toEpochMilli())
                        .update(c)
                == 1);
    }

    /** Lets another process deliver. */
    public void stopDelivering(String owner) {
        write(c -> Sql.of("UPDATE delivering SET expires = 0 WHERE owner = ?", owner)
                .update(c));
    }

    /**
     * Moves on.
     *
     * @param more changes delivered since {@code from}
     * @return false if the position is not where it was found: the subscription must be read anew
     */
    public boolean move(String id, Subscription.Position from, Subscription.Position to, long more, Instant now) {
        return write(c -> Sql.of(
                                "UPDATE subscriptions SET position = ?, seen = ?, delivered = delivered + ?,"
                                        + " last_delivered = CASE WHEN ? > 0 THEN ? ELSE last_delivered END, "
                                        + NOT_FAILING + FROM_WHERE_FOUND,
                                to.id(),
                                to.offsets(),
                                more,
                                more,
                                now.toEpochMilli(),
                                id,
                                from.id(),
                                from.offsets())
                        .update(c)
                == 1);
    }

    /** Remembers that the next delivery failed. False if the position is not where it was found. */
    public boolean fail(String id, Subscription.Position at, Subscription.Failing failing) {
        return write(c -> Sql.of(
                                "UPDATE subscriptions SET failing_through = ?, failing_since = ?, attempts = ?,"
                                        + " next_attempt = ?, error = ?" + FROM_WHERE_FOUND,
                                failing.through(),
                                failing.since().toEpochMilli(),
                                failing.attempts(),
                                failing.next().toEpochMilli(),
                                failing.error(),
                                id,
                                at.id(),
                                at.offsets())
                        .update(c)
                == 1);
    }

    /** Moves on without a delivery, which is kept as dead. False if the position is not where it was found. */
    public boolean giveUp(String id, Subscription.Position from, Subscription.Position to, DeadDelivery dead) {
        return write(c -> {
            boolean moved = Sql.of(
                                    "UPDATE subscriptions SET position = ?, seen = ?, " + NOT_FAILING
                                            + FROM_WHERE_FOUND,
                                    to.id(),
                                    to.offsets(),
                                    id,
                                    from.id(),
                                    from.offsets())
                            .update(c)
                    == 1;
            if (moved) {
                Sql.of(
                                "INSERT INTO dead_deliveries (subscription_id, message_id, records, first_attempt,"
                                        + " given_up, attempts, error) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                id,
                                dead.messageId(),
                                Json.pairs(dead.changes()),
                                dead.firstAttempt().toEpochMilli(),
                                dead.givenUp().toEpochMilli(),
                                dead.attempts(),
                                dead.error())
                        .update(c);
                Sql.of(
                                "UPDATE subscriptions SET paused = TRUE, reason = ? WHERE subscription_id = ? AND"
                                        + " (SELECT count(*) FROM dead_deliveries d WHERE d.subscription_id ="
                                        + " subscriptions.subscription_id) >= ?",
                                "There are " + MOST_DEAD + " dead deliveries: send them again or discard them.",
                                id,
                                MOST_DEAD)
                        .update(c);
            }
            return moved;
        });
    }

    /**
     * Dead deliveries, oldest first.
     *
     * @param after only those with a higher id
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public Page<DeadDelivery> dead(String id, long after, int limit) {
        Queries.bounded(limit);
        List<DeadDelivery> found = database.read(c -> Sql.of(
                        "SELECT * FROM dead_deliveries WHERE subscription_id = ? AND delivery_id > ? ORDER BY delivery_id"
                                + " LIMIT ?",
                        id,
                        after,
                        limit + 1)
                .list(c, Subscriptions::dead));
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(
                        found.subList(0, limit),
                        Optional.of(Long.toString(found.get(limit - 1).id())));
    }

    /**
     * Asks for dead deliveries to be sent again, in any case at once and once.
     *
     * @param delivery one of them; all if it is absent
     * @return how many are to be sent again
     */
    public int resend(String id, Optional<Long> delivery) {
        return write(c -> ofDelivery(
                        Sql.of("UPDATE dead_deliveries SET resend = TRUE WHERE subscription_id = ?", id), delivery)
                .update(c));
    }

    /** The first one that is to be sent again. */
    public Optional<DeadDelivery> toResend(String id) {
        return database.read(c -> Sql.of(
                        "SELECT * FROM dead_deliveries WHERE subscription_id = ? AND resend ORDER BY delivery_id LIMIT 1",
                        id)
                .first(c, Subscriptions::dead));
    }

    /** Remembers that one failed again; it is not sent once more unless somebody asks. */
    public void resendFailed(String id, long delivery, String error) {
        write(c -> Sql.of(
                        "UPDATE dead_deliveries SET resend = FALSE, attempts = attempts + 1, error = ? WHERE"
                                + " subscription_id = ? AND delivery_id = ?",
                        error,
                        id,
                        delivery)
                .update(c));
    }

    /** Takes one off the list that was delivered after all. */
    public void resent(String id, long delivery, long changes, Instant now) {
        write(c -> {
            Sql.of(
                            "UPDATE subscriptions SET delivered = delivered + ?, last_delivered = ? WHERE"
                                    + " subscription_id = ?",
                            changes,
                            now.toEpochMilli(),
                            id)
                    .update(c);
            return discard(c, id, Optional.of(delivery));
        });
    }

    /** Takes dead deliveries off the list, all if none is named, and says how many. */
    public int discard(String id, Optional<Long> delivery) {
        return write(c -> discard(c, id, delivery));
    }

    private static int discard(Connection c, String id, Optional<Long> delivery) throws SQLException {
        return ofDelivery(Sql.of("DELETE FROM dead_deliveries WHERE subscription_id = ?", id), delivery)
                .update(c);
    }

    private static Sql ofDelivery(Sql sql, Optional<Long> delivery) {
        return delivery.isEmpty() ? sql : sql.add("AND delivery_id = ?", delivery.get());
    }

    /**
     * The log is read anew: whatever it holds comes under new ids, and offsets may mean other records. So everything is
     * delivered again, what is dead among it.
     */
    static void startAnew(Statement statement) throws SQLException {
        statement.executeUpdate("UPDATE subscriptions SET seen = 'none', " + NOT_FAILING);
        statement.executeUpdate("DELETE FROM dead_deliveries");
    }

    private interface Writing<T> {
        T write(Connection connection) throws SQLException;
    }

    /** One connection for all, because a new one for each delivery would cost more than what it writes. */
    private synchronized <T> T write(Writing<T> writing) {
        boolean done = false;
        try {
            Connection current = writer;
            if (current == null || current.isClosed()) {
                current = database.openWriter();
                writer = current;
            }
            T result = writing.write(current);
            current.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the database " + database.display() + " cannot be written: " + Database.reason(e), e);
        } finally {
            if (!done) {
                close();
            }
        }
    }

    @Override
    public synchronized void close() {
        Connection current = writer;
        writer = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("a connection did not close", e);
            }
        }
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        int attempts = row.getInt("attempts");
        return new Subscription(
                row.getString("subscription_id"),
                row.getString("url"),
                row.getString("note"),
                Json.parseObject(row.getString("filter")),
                row.getBoolean("paused"),
                Optional.of(row.getString("reason")).filter(reason -> !reason.isEmpty()),
                Sql.time(row, "created"),
                new Subscription.Position(row.getLong("position"), row.getString("seen")),
                row.getLong("delivered"),
                Optional.of(Sql.time(row, "last_delivered")).filter(time -> time.toEpochMilli() > 0),
                row.getLong("dead"),
                row.getBoolean("resend"),
                attempts == 0
                        ? Optional.empty()
                        : Optional.of(new Subscription.Failing(
                                row.getLong("failing_through"),
                                attempts,
                                Sql.time(row, "failing_since"),
                                Sql.time(row, "next_attempt"),
                                row.getString("error"))));
    }

    private static DeadDelivery dead(ResultSet row) throws SQLException {
        return new DeadDelivery(
                row.getLong("delivery_id"),
                row.getString("message_id"),
                Json.parsePairs(row.getString("records")),
                Sql.time(row, "first_attempt"),
                Sql.time(row, "given_up"),
                row.getInt("attempts"),
                row.getString("error"),
                row.getBoolean("resend"));
    }
}
