package dev.hearsay.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes what was deleted out of the files of a database. */
final class Scrub {
    private Scrub() {}

    /** Moves SQLite's log of changes into the database and empties it; false if a reader still needs it. */
    static boolean checkpoint(Connection connection) throws SQLException {
        boolean manual = !connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return row.next() && row.getInt(1) == 0;
        } finally {
            connection.setAutoCommit(!manual);
        }
    }

    /** Gives freed space back. */
    static void vacuum(Connection connection, Dialect dialect) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        } finally {
            connection.setAutoCommit(false);
        }
        if (dialect == Dialect.SQLITE) {
            checkpoint(connection);
        }
    }
}
