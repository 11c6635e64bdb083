package dev.hearsay.bench.queries;

import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
import dev.hearsay.store.Totals;
import dev.hearsay.store.Writing;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hearsay-bench queries}. */
@Command(
        name = "queries",
        mixinStandardHelpOptions = true,
        description = {
            "Fills an empty database with a year of invented claims, by what the sink writes with, and asks the web server",
            "everything that its readers ask, over HTTP, one after the other. Prints milliseconds from the first byte of",
            "a request to the last of the answer, and processor time of this process, client included, and of the",
            "PostgreSQL servers of this machine. A database that holds the claims already is not filled again.",
            "Exit code 1: an explained number was not the sum of its parts."
        })
public final class QueryBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 20;

    @Option(names = "--claims", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private int claims;

    @Option(names = "--actors", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int actors;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Default: a SQLite file that is deleted at the end.")
    private @Nullable String database;

    @Option(names = "--database-user", paramLabel = "NAME")
    private @Nullable String user;

    @Option(names = "--database-password", paramLabel = "PASSWORD")
    private @Nullable String password;

    @Option(names = "--requests", defaultValue = "300", description = "Of each operation (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(names = "--only", paramLabel = "TEXT", description = "Operations with this in their name.")
    private @Nullable String only;

    @Option(names = "--slowest", description = "Print what took longest, too.")
    private boolean tellSlowest;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("hearsay-bench");
        DatabaseSettings settings = database == null
                ? DatabaseSettings.sqlite(folder.resolve("hearsay.db"))
                : user == null
                        ? DatabaseSettings.of(database)
                        : DatabaseSettings.of(database).as(user, password == null ? "" : password);
        try (Database opened = Database.open(settings)) {
            Archive archive = new Archive(claims, actors);
            fill(opened, archive);
            try (WebServer server = WebServer.start(WebSettings.on(0), opened, new Metrics(), List.of())) {
                System.out.printf("%-44s %8s %8s %8s %8s%n", "", "p50 ms", "p99 ms", "max ms", "CPU ms");
                List<Operation> operations = Operation.of(archive).stream()
                        .filter(operation -> only == null || operation.name().contains(only))
                        .toList();
                for (Operation operation : operations) {
                    warmUp(operation, server.port());
                }
                boolean exact = true;
                for (Operation operation : operations) {
                    exact &= measure(operation, server.port());
                }
                return exact ? 0 : 1;
            }
        } finally {
            DataDirectory.delete(folder);
        }
    }

    private void fill(Database opened, Archive archive) throws SQLException {
        Queries queries = new Queries(opened);
        if (queries.totals().claims() == 0) {
            System.err.println("filling the database");
            long start = System.nanoTime();
            try (Writing writing = new Writing(opened)) {
                archive.writeTo(writing);
            }
            System.err.printf(Locale.ROOT, "filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000);
        }
        Totals totals = queries.totals();
        System.out.printf(
                Locale.ROOT,
                "%,d claims of %,d actors, %,d statements, %,d stories of %d outlets; %d cores, Java %s%n",
                totals.claims(),
                totals.actors(),
                totals.statements(),
                totals.usableStories(),
                totals.outlets(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private void warmUp(Operation operation, int port) throws IOException {
        Random random = new Random();
        for (int i = 0; i < WARM_UP; i++) {
            ask(operation.addresses().apply(random), port);
        }
    }

    private boolean measure(Operation operation, int port) throws IOException {
        Random random = new Random(operation.name().hashCode());
        boolean exact = true;
        long[] nanos = new long[requests];
        long most = 0;
        String slowest = "";
        Duration before = ProcessorTime.now();
        for (int i = 0; i < requests; i++) {
            List<String> addresses = operation.addresses().apply(random);
            long start = System.nanoTime();
            List<String> answers = ask(addresses, port);
            nanos[i] = System.nanoTime() - start;
            slowest = nanos[i] > most ? String.join(" ", addresses) : slowest;
            most = Math.max(most, nanos[i]);
            for (int j = 0; j < answers.size(); j++) {
                if (addresses.get(j).contains("/explain") && !answers.get(j).contains("\"settled\":true")) {
                    System.err.println("no sum of its parts: " + addresses.get(j));
                    exact = false;
                }
            }
        }
        Duration cpu = ProcessorTime.now().minus(before);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-44s %8.1f %8.1f %8.1f %8.1f%n",
                operation.name(),
                quantile(nanos, 0.5),
                quantile(nanos, 0.99),
                quantile(nanos, 1),
                cpu.toNanos() / 1e6 / requests);
        if (tellSlowest) {
            System.out.println("    " + slowest);
        }
        return exact;
    }

    private static double quantile(long[] sorted, double share) {
        return sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1] / 1e6;
    }

    private List<String> ask(List<String> addresses, int port) throws IOException {
        List<CompletableFuture<HttpResponse<String>>> asked = addresses.stream()
                .map(address -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (CompletableFuture<HttpResponse<String>> answer : asked) {
            HttpResponse<String> response = answer.join();
            if (response.statusCode() != 200) {
                throw new IOException(
                        response.uri() + " was answered " + response.statusCode() + ": " + response.body());
            }
        }
        return asked.stream().map(answer -> answer.join().body()).toList();
    }
}
