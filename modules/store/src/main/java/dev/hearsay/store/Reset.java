package dev.hearsay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Drops all data of a database that came from topics; its schema stays. */
public final class Reset {
    private Reset() {}

    /**
     * Empties every table but those of the subscriptions, which begin anew. Sinks that run are fenced; the next one reads its topics from the beginning.
     *
     * @throws DatabaseException if the database does not take it
     */
    public static void run(Database database) {
        try (Connection connection = database.openWriter()) {
            database.dialect().lockForWriting(connection);
            try (Statement statement = connection.createStatement()) {
                for (Output output : Output.values()) {
                    for (String table : output.tables()) {
                        statement.executeUpdate("DELETE FROM " + table);
                    }
                }
                Subscriptions.startAnew(statement);
                // kept and raised, not deleted: an epoch that came back could let a paused writer pass
                statement.executeUpdate("UPDATE sink_offsets SET epoch = epoch + 1, next_offset = -1");
            }
            connection.commit();
            Scrub.vacuum(connection, database.dialect());
        } catch (SQLException e) {
            throw new DatabaseException(
                    "the database " + database.display() + " cannot be emptied: " + Database.reason(e), e);
        }
    }
}
