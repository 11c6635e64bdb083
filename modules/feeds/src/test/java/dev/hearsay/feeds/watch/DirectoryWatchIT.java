package dev.hearsay.feeds.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two watchers, each killed over and over with SIGKILL while four writers drop files: at once, slowly, by renaming, and
 * broken. {@code -Dwatch.files=10000 -Dwatch.kills=10} is the full measure.
 */
class DirectoryWatchIT {
    private static final int FILES = Integer.getInteger("watch.files", 1_200);
    private static final int KILLS = Integer.getInteger("watch.kills", 4);

    private final Set<String> good = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> bad = Collections.synchronizedSet(new TreeSet<>());

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyGoodFileIsFedAndEveryBadOneExplainedWhateverIsKilled(@TempDir Path folder) throws Exception {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        List<Process> watchers = new ArrayList<>(List.of(start(drop, folder, 0), start(drop, folder, 1)));
        int processes = 2;
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int own = writer;
            writing.add(writers.submit(() -> {
                write(drop, own);
                return null;
            }));
        }
        int kills = 0;
        while (kills < KILLS) {
            Thread.sleep(1_200);
            int victim = kills++ % 2;
            watchers.get(victim).destroyForcibly().waitFor();
            watchers.set(victim, start(drop, folder, processes++));
        }
        for (Future<?> done : writing) {
            done.get();
        }
        writers.shutdown();
        Path done = drop.resolve("done");
        Path failed = drop.resolve("failed");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (names(done).size() + names(failed).size() < good.size() + 2 * bad.size()
                && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        for (Process watcher : watchers) {
            watcher.destroyForcibly().waitFor();
        }

        assertThat(names(done)).isEqualTo(good);
        Set<String> explained = new TreeSet<>(bad);
        bad.forEach(name -> explained.add(name + ".error.txt"));
        assertThat(names(failed)).isEqualTo(explained);
        for (String name : bad) {
            assertThat(Files.readString(failed.resolve(name + ".error.txt")))
                    .contains("0 documents", "1 refused", name);
        }
        Map<String, Set<String>> fed = new HashMap<>();
        int lines = 0;
        for (int process = 0; process < processes; process++) {
            Path ledger = folder.resolve("ledger-" + process);
            if (!Files.exists(ledger)) {
                continue;
            }
            for (String line : Files.readString(ledger).split("\n")) {
                if (!line.isEmpty()) {
                    fed.computeIfAbsent(line.split("\t")[0], k -> new HashSet<>())
                            .add(line);
                    lines++;
                }
            }
        }
        assertThat(fed).hasSize(good.size());
        assertThat(fed.values())
                .as("a story that was fed twice was the same twice")
                .allMatch(versions -> versions.size() == 1);
        System.out.printf(
                "%,d good and %,d bad files, %d kills, 2 watchers: %,d stories fed, %,d of them again after a kill%n",
                good.size(), bad.size(), kills, fed.size(), lines - fed.size());
    }

    private static Process start(Path drop, Path folder, int number) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchProcess.class.getName(),
                        drop.toString(),
                        folder.resolve("ledger-" + number).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + number).toFile())
                .start();
    }

    private void write(Path drop, int writer) throws Exception {
        Random random = new Random(writer);
        for (int n = 0; n < FILES / 4; n++) {
            String name = "w" + writer + "-" + n + ".json";
            boolean broken = n % 25 == 7;
            String text = broken
                    ? "{\"uri\": \"tag:drop.example,2031:" + name + "\", \"body_text\": "
                    : "{\"uri\": \"tag:drop.example,2031:" + name + "\", \"version\": \"1\", \"provider\": \"Drop\","
                            + " \"headline\": \"Story " + n + "\", \"body_text\": \"Odile Marrane said so, " + name
                            + ".\"}";
            (broken ? bad : good).add(name);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            switch (writer) {
                case 0 -> Files.write(drop.resolve(name), bytes);
                case 1 -> slowly(drop.resolve(name), bytes, n % 20 == 0);
                case 2 -> {
                    Path unfinished = Files.write(drop.resolve(name + ".tmp"), bytes);
                    Files.move(unfinished, drop.resolve(name));
                }
                default -> {
                    Path elsewhere = Files.write(drop.resolveSibling("outside-" + name), bytes);
                    Files.move(elsewhere, drop.resolve(name));
                }
            }
            if (random.nextInt(20) == 0) {
                Thread.sleep(random.nextInt(20));
            }
        }
    }

    private static void slowly(Path file, byte[] bytes, boolean pause) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int from = 0; from < bytes.length; from += 60) {
                out.write(bytes, from, Math.min(60, bytes.length - from));
                out.flush();
                if (pause) {
                    Thread.sleep(120);
                }
            }
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.forEach(f -> names.add(f.getFileName().toString()));
            return names;
        }
    }
}
