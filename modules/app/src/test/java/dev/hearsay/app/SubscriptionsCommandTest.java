package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Reset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionsCommandTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void makeADatabase() {
        Database.open(DatabaseSettings.sqlite(directory.resolve("hearsay.db"))).close();
    }

    private CommandRun run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = directory.toString();
        return CommandRun.of(all);
    }

    @Test
    void everySubcommandDoesWhatItSaysOrSaysWhyNot() {
        CommandRun noUrl = run("subscriptions", "add", "hooks.example");
        assertThat(noUrl.exitCode()).isEqualTo(2);
        assertThat(noUrl.err())
                .contains("'url' must be an http or https address")
                .hasLineCount(1);
        CommandRun noAct = run("subscriptions", "add", "https://hooks.example/", "--act", "shouting");
        assertThat(noAct.exitCode()).isEqualTo(2);
        CommandRun unknown = run("subscriptions", "pause", "sub_0");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("There is no subscription sub_0");
        assertThat(run("subscriptions", "resend", "sub_0").exitCode()).isEqualTo(1);

        CommandRun added =
                run("subscriptions", "add", "https://hooks.example/", "--note", "ours", "--act", "non-response");
        String id = added.out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
        assertThat(run("subscriptions", "resend", id).exitCode()).isEqualTo(2);
        assertThat(run("subscriptions", "resend", id, "--all").out()).isEqualTo("To be sent again: 0.\n");
        assertThat(run("subscriptions", "pause", id).out()).isEqualTo(id + " is paused.\n");
        assertThat(run("subscriptions", "secret", id).out()).startsWith("whsec_");
        assertThat(run("subscriptions", "dead", id, "--format", "json").out()).isEqualTo("[]\n");
        assertThat(run("subscriptions", "list", "--format", "csv").out())
                .contains(id + ",paused,0,0,0,,act=NON_RESPONSE,https://hooks.example/,ours,none,")
                .doesNotContain("whsec_");
        assertThat(run("subscriptions", "resume", id).exitCode()).isZero();
        assertThat(run("subscriptions", "discard", id, "--all").out()).isEqualTo("Discarded: 0.\n");
    }

    @Test
    void onlyAResetOfAllTakesThemAway() throws IOException {
        assertThat(run("subscriptions", "add", "https://hooks.example/").exitCode())
                .isZero();
        try (Database database = Database.open(DatabaseSettings.sqlite(directory.resolve("hearsay.db")))) {
            Reset.run(database);
        }
        assertThat(run("subscriptions", "list", "--format", "csv").out()).contains("https://hooks.example/");
        Files.createDirectory(directory.resolve("broker"));
        CommandRun reset = run("reset", "--all", "--yes");
        assertThat(reset.exitCode()).as(reset.err()).isZero();
        assertThat(run("subscriptions", "list", "--format", "json").out()).isEqualTo("[]\n");
    }
}
