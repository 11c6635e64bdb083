package dev.hearsay.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The database that the sink writes and everybody else reads: a SQLite file or PostgreSQL, its schema brought up to date
 * when it is opened.
 *
 * <p>On SQLite the log of changes (WAL) is synchronized at checkpoints only ({@code synchronous=NORMAL}): a process that
 * dies loses nothing; a machine that loses power may lose the last transactions, each of them whole. Because the offsets
 * of the sink stand in the same transactions as its rows, it then reads those records from Kafka again.
 */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int BUSY_TIMEOUT_MILLIS = 30_000;
    private static final int WRITER_CACHE_KIB = 64 * 1024;
    private static final int READER_CACHE_KIB = 16 * 1024;
    private static final long READER_MAP_BYTES = 256L * 1024 * 1024;
    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;

    private static final Duration NO_LIMIT = Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000);
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 20_000;

    /** A frozen process must not hold the write lock of PostgreSQL for ever. */
    private static final String IDLE_TRANSACTION_LIMIT = "60s";

    private final DatabaseSettings settings;
    private final Dialect dialect;
    private final DataSource writers;
    private final HikariDataSource readers;
    private final Duration readLimit;

    /** What a reader does with a connection. */
    public interface Reading<T> {
        /** Runs statements; all of them see one snapshot. */
        T read(Connection connection) throws SQLException;
    }

    private Database(
            DatabaseSettings settings,
            Dialect dialect,
            DataSource writers,
            HikariDataSource readers,
            Duration readLimit) {
        this.settings = settings;
        this.dialect = dialect;
        this.writers = writers;
        this.readers = readers;
        this.readLimit = readLimit;
    }

    /**
     * Opens a database, creates or migrates its schema.
     *
     * @throws DatabaseException if it cannot be reached, may not be written, or is of a newer version
     */
    public static Database open(DatabaseSettings settings) {
        Dialect dialect = Dialect.of(settings);
        DataSource writers = dialect == Dialect.SQLITE ? sqlite(settings, false) : postgresql(settings, false);
        probe(settings, dialect, writers);
        migrate(settings, dialect, writers);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("hearsay-readers");
        pool.setDataSource(dialect == Dialect.SQLITE ? sqlite(settings, true) : postgresql(settings, true));
        pool.setMaximumPoolSize(settings.readers());
        pool.setMinimumIdle(1);
        pool.setAutoCommit(false);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        pool.setInitializationFailTimeout(-1);
        if (dialect == Dialect.POSTGRESQL) {
            pool.setReadOnly(true);
            pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            // compiling a question takes a tenth of its time and saves none; committed, or it is rolled back with the
            // first
            pool.setConnectionInitSql("SET jit = off");
            pool.setIsolateInternalQueries(true);
        }
        return new Database(settings, dialect, writers, new HikariDataSource(pool), NO_LIMIT);
    }

    /** The same database, with the same connections, whose reads are broken off when they take longer than this. */
    public Database withReadLimit(Duration limit) {
        return new Database(settings, dialect, writers, readers, limit);
    }

    /**
     * Reads from one snapshot.
     *
     * @throws ReadLimitException if a limit is set and was passed
     * @throws DatabaseException if the database does not answer
     */
    public <T> T read(Reading<T> reading) {
        long end = System.nanoTime() + readLimit.toNanos();
        try (Connection connection = readers.getConnection()) {
            try {
                limit(connection, end);
                return reading.read(connection);
            } finally {
                connection.rollback();
                unlimit(connection);
            }
        } catch (SQLException e) {
            if (dialect.brokenOff(e)) {
                throw new ReadLimitException(readLimit, e);
            }
            throw new DatabaseException("the database " + settings.display() + " cannot be read: " + reason(e), e);
        }
    }

    private void limit(Connection connection, long end) throws SQLException {
        if (readLimit.equals(NO_LIMIT)) {
            return;
        }
        if (dialect == Dialect.SQLITE) {
            ProgressHandler.setHandler(
                    connection.unwrap(SQLiteConnection.class), STEPS_BETWEEN_LOOKS_AT_THE_CLOCK, new ProgressHandler() {
                        @Override
                        protected int progress() {
                            return System.nanoTime() > end ? 1 : 0;
                        }
                    });
        } else {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + readLimit.toMillis());
            }
        }
    }

    private void unlimit(Connection connection) throws SQLException {
        if (!readLimit.equals(NO_LIMIT) && dialect == Dialect.SQLITE) {
            ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** A connection of its own for whoever writes; it begins a transaction with {@link
     * Dialect#lockForWriting}. */
    Connection openWriter() throws SQLException {
        Connection connection = writers.getConnection();
        try {
            connection.setAutoCommit(false);
            if (dialect == Dialect.POSTGRESQL) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET idle_in_transaction_session_timeout = '" + IDLE_TRANSACTION_LIMIT + "'");
                }
                connection.commit();
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The URL, without secrets. */
    String display() {
        return settings.display();
    }

    @Override
    public void close() {
        readers.close();
    }

    private static DataSource sqlite(DatabaseSettings settings, boolean reader) {
        Properties pragmas = new Properties();
        pragmas.setProperty("journal_mode", "WAL");
        pragmas.setProperty("synchronous", "NORMAL");
        pragmas.setProperty("busy_timeout", Integer.toString(BUSY_TIMEOUT_MILLIS));
        pragmas.setProperty("temp_store", "MEMORY");
        if (reader) {
            pragmas.setProperty("cache_size", Integer.toString(-READER_CACHE_KIB));
            pragmas.setProperty("mmap_size", Long.toString(READER_MAP_BYTES));
        } else {
            pragmas.setProperty("cache_size", Integer.toString(-WRITER_CACHE_KIB));
            pragmas.setProperty("secure_delete", "true");
        }
        pragmas.putAll(settings.properties());
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(pragmas));
        source.setUrl(settings.url());
        return source;
    }

    private static DataSource postgresql(DatabaseSettings settings, boolean reader) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(settings.url());
            settings.user().ifPresent(source::setUser);
            settings.password().ifPresent(source::setPassword);
            Properties own = new Properties();
            own.setProperty("ApplicationName", reader ? "hearsay-reader" : "hearsay-sink");
            own.setProperty("reWriteBatchedInserts", "true");
            own.setProperty("tcpKeepAlive", "true");
            own.setProperty("connectTimeout", "10");
            own.putAll(settings.properties());
            for (String name : own.stringPropertyNames()) {
                source.setProperty(name, own.getProperty(name));
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new DatabaseException(
                    "the database URL '" + settings.display() + "' is not valid: " + e.getMessage(), e);
        }
        return source;
    }

    private static void probe(DatabaseSettings settings, Dialect dialect, DataSource source) {
        if (dialect == Dialect.SQLITE) {
            prepareFile(settings);
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        } catch (SQLException e) {
            throw new DatabaseException("the database " + settings.display() + " cannot be opened: " + reason(e), e);
        }
    }

    private static void prepareFile(DatabaseSettings settings) {
        String name = settings.url().substring(Dialect.SQLITE_PREFIX.length());
        int parameters = name.indexOf('?');
        Path file =
                Paths.get(parameters < 0 ? name : name.substring(0, parameters)).toAbsolutePath();
        if (name.isBlank() || name.startsWith(":memory:") || name.startsWith("file:")) {
            throw new DatabaseException("the database URL '" + settings.display()
                    + "' names no file: sink and readers open it several times, so it must be jdbc:sqlite:FILE");
        }
        Path folder = file.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    "the folder of the database, " + folder + ", cannot be created: " + reason(e), e);
        }
        if (Files.isDirectory(file)) {
            throw new DatabaseException("the database " + file + " is a folder, not a file");
        }
        if (Files.exists(file) && !Files.isWritable(file) || folder != null && !Files.isWritable(folder)) {
            throw new DatabaseException("no permission to write the database " + file + " and the files beside it");
        }
    }

    private static void migrate(DatabaseSettings settings, Dialect dialect, DataSource source) {
        Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + dialect.migrations())
                .table("hearsay_schema")
                .loggers("slf4j")
                .load();
        while (true) {
            int pending = pending(flyway);
            try {
                refuseNewer(settings, flyway);
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                int left = pending(flyway);
                if (left == 0) {
                    LOG.info("another process migrated the database {} at the same time", settings.display());
                    return;
                }
                // another process that is in the middle of it takes one step after the other
                if (left >= pending) {
                    throw new DatabaseException(
                            "the schema of the database " + settings.display() + " cannot be brought up to date: "
                                    + reason(e),
                            e);
                }
            }
        }
    }

    /** Steps that are not taken, or that cannot be told from such: a failed one counts. */
    private static int pending(Flyway flyway) {
        try {
            MigrationInfo current = flyway.info().current();
            boolean failed = current != null && current.getState().isFailed();
            return flyway.info().pending().length + (failed || current == null ? 1 : 0);
        } catch (FlywayException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static void refuseNewer(DatabaseSettings settings, Flyway flyway) {
        MigrationInfo[] all = flyway.info().all();
        MigrationInfo current = flyway.info().current();
        MigrationVersion known = MigrationVersion.EMPTY;
        for (MigrationInfo info : all) {
            MigrationVersion version = info.getVersion();
            if (info.getState().isResolved() && version != null && version.compareTo(known) > 0) {
                known = version;
            }
        }
        if (current != null
                && current.getVersion() != null
                && current.getVersion().compareTo(known) > 0) {
            throw new DatabaseException("the database " + settings.display() + " has schema version "
                    + current.getVersion() + ", this program knows versions up to " + known
                    + ": use the newer Hearsay that wrote it");
        }
    }

    /** The innermost message in one line. */
    static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String text = message == null || message.isBlank() ? deepest.getClass().getSimpleName() : message;
        if (deepest instanceof java.nio.file.FileSystemException) {
            text = deepest.getClass().getSimpleName().replace("Exception", "") + ": " + text;
        }
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(text);
    }
}
