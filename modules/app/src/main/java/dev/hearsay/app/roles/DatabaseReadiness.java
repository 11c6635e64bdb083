package dev.hearsay.app.roles;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.web.health.Readiness;
import java.sql.Statement;
import java.util.Optional;

/** Whether the database answers. */
public record DatabaseReadiness(Database database) implements Readiness {
    @Override
    public String part() {
        return "database";
    }

    @Override
    public Optional<String> obstacle() {
        try {
            return database.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SELECT 1");
                }
                return Optional.empty();
            });
        } catch (DatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
