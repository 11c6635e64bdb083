package dev.hearsay.feeds.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryWatchTest {
    @TempDir
    private Path drop;

    private final List<String> fed = new CopyOnWriteArrayList<>();
    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** Hands over what is flushed; fails as often as it is told to. */
    private final class Sink implements ArticleSink {
        private final List<String> pending = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures;

        Sink(AtomicInteger failures) {
            this.failures = failures;
        }

        @Override
        public void accept(Parsed parsed) {
            if (parsed instanceof Parsed.Accepted accepted) {
                pending.add(accepted.article().getDocumentId());
            }
        }

        @Override
        public List<Parsed.Refused> flush() {
            if (failures.getAndDecrement() > 0) {
                throw new PublishException("Kafka is away", 0, new IOException());
            }
            fed.addAll(pending);
            pending.clear();
            return List.of();
        }

        @Override
        public void close() {}
    }

    private void watch(int failures) {
        AtomicInteger left = new AtomicInteger(failures);
        DirectoryWatch watch = new DirectoryWatch(
                drop,
                ReadOptions.of("").withLanguage("en"),
                Duration.ofMillis(150),
                Duration.ofMillis(40),
                () -> new Sink(left),
                new WatchListener() {
                    @Override
                    public void trouble(String sentence) {
                        trouble.add(sentence);
                    }
                });
        Thread thread = new Thread(watch::run);
        threads.add(thread);
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
            Thread.sleep(25);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private Path done(String name) {
        return drop.resolve("done").resolve(name);
    }

    private Path failed(String name) {
        return drop.resolve("failed").resolve(name);
    }

    @Test
    void goodFilesAreDoneAndBadOnesFailedWithTheirReason() throws Exception {
        Files.writeString(drop.resolve("mill.txt"), "Mill to close\n\nIt will, Odile Marrane said.");
        Files.writeString(drop.resolve("cut.json"), "{\"uri\": ");
        watch(0);
        await(() -> Files.exists(done("mill.txt")) && Files.exists(failed("cut.json")));
        assertThat(fed).containsExactly("mill");
        assertThat(Files.readString(failed("cut.json.error.txt")))
                .contains("0 documents of this file were accepted, 1 refused", "cut.json", "no JSON: line 1, column");
    }

    @Test
    void hiddenAndUnfinishedFilesAreLeftAlone() throws Exception {
        for (String name : List.of(".hidden.txt", "a.tmp", "b.PART")) {
            Files.writeString(drop.resolve(name), "Unfinished.");
        }
        Files.writeString(drop.resolve("z.txt"), "Finished.");
        watch(0);
        await(() -> Files.exists(done("z.txt")));
        assertThat(fed).containsExactly("z");
        assertThat(drop.resolve("a.tmp")).exists();
    }

    @Test
    void sameNameAgainLiesBesideTheFirst() throws Exception {
        watch(0);
        for (int n = 1; n <= 2; n++) {
            Files.writeString(drop.resolve("mill.txt"), "Text number " + n + ".");
            String name = n == 1 ? "mill.txt" : "mill~2.txt";
            await(() -> Files.exists(done(name)));
        }
        assertThat(Files.readString(done("mill~2.txt"))).isEqualTo("Text number 2.");
    }

    @Test
    void filesWaitWhileKafkaIsAway() throws Exception {
        Files.writeString(drop.resolve("mill.txt"), "Mill to close.");
        watch(2);
        await(() -> Files.exists(done("mill.txt")));
        assertThat(trouble).containsExactly("Kafka is away", "Kafka is away");
        assertThat(fed).containsExactly("mill");
    }

    @Test
    void whatADeadWatcherHadClaimedIsFed() throws Exception {
        Path left = Files.createDirectories(drop.resolve(".hearsay/dead"));
        Files.createFile(drop.resolve(".hearsay/dead.lock"));
        Files.writeString(left.resolve("mill.txt"), "Mill to close.");
        watch(0);
        await(() -> Files.exists(done("mill.txt")));
        assertThat(drop.resolve(".hearsay/dead.lock")).doesNotExist();
    }

    @Test
    void twoWatchersFeedEachFileOnce() throws Exception {
        watch(0);
        watch(0);
        for (int n = 0; n < 200; n++) {
            Files.writeString(drop.resolve("n" + n + ".txt"), "Text number " + n + ".");
        }
        await(() -> fed.size() >= 200 && Files.exists(done("n199.txt")));
        assertThat(fed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void directoryThatIsMissingIsSaid() {
        assertThatThrownBy(() -> new DirectoryWatch(
                        drop.resolve("none"),
                        ReadOptions.of(""),
                        Duration.ZERO,
                        Duration.ZERO,
                        () -> new Sink(new AtomicInteger()),
                        WatchListener.SILENT))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("no such directory");
    }
}
