package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a database cannot be opened has its sentence. */
class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void aNewFileIsCreatedWithItsFolderAndOpensAgain() {
        Path file = folder.resolve("deep/er/hearsay.db");
        Database.open(DatabaseSettings.sqlite(file)).close();
        try (Database again = Database.open(DatabaseSettings.sqlite(file))) {
            assertThat(new Queries(again).totals().claims()).isZero();
        }
    }

    @Test
    void theLogOfChangesIsUsedAndItsTextIsErased() throws SQLException {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
                Connection writer = database.openWriter();
                Statement statement = writer.createStatement()) {
            assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(statement, "secure_delete")).isEqualTo("1");
            assertThat(pragma(statement, "synchronous")).as("NORMAL").isEqualTo("1");
        }
    }

    @Test
    void anotherKindOfDatabaseIsRefusedWithoutShowingPasswords() {
        assertThatThrownBy(() -> Database.open(DatabaseSettings.of("jdbc:mysql://u:geheim@host/db?password=geheim")))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("the database URL 'jdbc:mysql://host/db' begins neither with jdbc:sqlite: nor with"
                        + " jdbc:postgresql:")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aDatabaseInMemoryIsRefused() {
        assertThatThrownBy(() -> Database.open(DatabaseSettings.of("jdbc:sqlite::memory:")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("names no file");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "These are only some notes, and quite long ones at that. ".repeat(100));
        assertThatThrownBy(() -> Database.open(DatabaseSettings.sqlite(file)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("notes.txt cannot be opened: ")
                .hasMessageContaining("not a database");
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() {
        assertThatThrownBy(() -> Database.open(DatabaseSettings.sqlite(folder)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageEndingWith("is a folder, not a file");
    }

    @Test
    void aFolderWithoutPermissionIsRefused() throws IOException {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "skipped: root may write everywhere");
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assertThatThrownBy(() -> Database.open(DatabaseSettings.sqlite(locked.resolve("hearsay.db"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("no permission to write the database");
    }

    @Test
    void aFolderBelowAFileCannotBeCreated() throws IOException {
        Path file = Files.createFile(folder.resolve("plain"));
        assertThatThrownBy(() -> Database.open(DatabaseSettings.sqlite(file.resolve("sub/hearsay.db"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be created");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Database.open(DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/hearsay")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("the database jdbc:postgresql://127.0.0.1:1/hearsay cannot be opened: ")
                .hasMessageContaining("refused");
    }

    @Test
    void aSchemaOfANewerProgramIsRefused() throws SQLException {
        Path file = folder.resolve("hearsay.db");
        Database.open(DatabaseSettings.sqlite(file)).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO hearsay_schema SELECT 99, '99', 'from the future', type, 'V99__x.sql', 7,"
                            + " installed_by, installed_on, execution_time, success FROM hearsay_schema WHERE installed_rank = 1");
        }
        assertThatThrownBy(() -> Database.open(DatabaseSettings.sqlite(file)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("has schema version 99, this program knows versions up to ");
    }

    @Test
    void cellsAndDaysOfAnOlderSchemaAreBroughtUpToDate() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("hearsay.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite")
                .table("hearsay_schema")
                .target("8")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO statement_cells VALUES ('mira', 'one', 'Post', '2026-11-23T10Z', 'DIRECT', 1),"
                            + " ('mira', 'one', 'Post', '2026-11-22T10Z', 'INDIRECT', 2), ('mira', 'one', 'Gazette', '2026-11-23T10Z',"
                            + " 'MIXED', 1), ('mira', 'two', 'Post', '2026-11-23T10Z', 'INDIRECT', 1)");
            statement.executeUpdate("INSERT INTO actor_counts_daily VALUES ('2026-11-22', 'mira', 1, 2, 1, 1, 0, 0, 0),"
                    + " ('2026-11-23', 'mira', 1, 3, 2, 0, 1, 0, 4), ('2026-12-01', 'mira', 5, 5, 5, 0, 5, 0, 0)");
        }
        try (Database database = Database.open(DatabaseSettings.of(url))) {
            List<String> cells =
                    database.read(c -> Sql.of("SELECT fingerprint || ' ' || outlet || ' ' || hour || ' ' || kind"
                                    + " || ' ' || reports FROM statement_cells ORDER BY fingerprint, outlet, hour")
                            .list(c, row -> row.getString(1)));
            assertThat(cells)
                    .containsExactly(
                            "one Gazette 2026-11-23T10Z 2 1",
                            "one Post 2026-11-22T10Z 3 2",
                            "one Post 2026-11-23T10Z 0 1",
                            "two Post 2026-11-23T10Z 1 1");
            List<String> months =
                    database.read(c -> Sql.of("SELECT month || ' ' || statements || ' ' || reports || ' ' ||"
                                    + " non_responses FROM actor_counts_monthly ORDER BY month")
                            .list(c, row -> row.getString(1)));
            assertThat(months).containsExactly("2026-11 2 5 4", "2026-12 5 5 0");
        }
    }

    @Test
    void severalProcessesMayOpenANewFileAtOnce() {
        Path file = folder.resolve("hearsay.db");
        List<CompletableFuture<Void>> opening = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            opening.add(CompletableFuture.runAsync(
                    () -> Database.open(DatabaseSettings.sqlite(file)).close()));
        }
        assertThat(CompletableFuture.allOf(opening.toArray(new CompletableFuture<?>[0])))
                .succeedsWithin(java.time.Duration.ofSeconds(60));
    }

    @Test
    void settingsShowNoSecret() {
        assertThat(DatabaseSettings.of("jdbc:postgresql://u:secret@host/db?password=secret")
                        .as("u", "secret")
                        .toString())
                .isEqualTo("jdbc:postgresql://host/db");
    }

    private static String pragma(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
