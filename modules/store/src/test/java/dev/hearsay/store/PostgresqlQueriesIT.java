package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers on PostgreSQL. */
class PostgresqlQueriesIT extends QueriesContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }

    /** With the default of 100 a word in four forms that are all unknown passes for a common one: a million claims are read. */
    @Test
    void thePlannerIsTaughtHowCommonTenThousandWordsAre() {
        try (Database database = open()) {
            long target = database.read(c -> Sql.of(
                            "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'claims'::regclass AND attname = 'search'")
                    .number(c));
            assertThat(target).isEqualTo(1_000);
        }
    }

    @Test
    void questionsAreNotCompiled() {
        try (Database database = open()) {
            for (int read = 0; read < 2; read++) {
                List<String> jit = database.read(c -> Sql.of("SHOW jit").list(c, row -> row.getString(1)));
                assertThat(jit).containsExactly("off");
            }
        }
    }
}
