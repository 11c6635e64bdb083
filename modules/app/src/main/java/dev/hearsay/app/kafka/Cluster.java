package dev.hearsay.app.kafka;

import dev.hearsay.app.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * A Kafka cluster and the settings with which its clients are made.
 *
 * @param settings what the operator gave as {@code kafka.*}, without that prefix; they win over Hearsay's own
 */
public record Cluster(String bootstrap, SortedMap<String, String> settings) {
    /** Copies the settings. */
    public Cluster {
        settings = new TreeMap<>(settings);
    }

    /** Properties for any client: where the cluster is, then the operator's settings. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.putAll(settings);
        return properties;
    }

    /** The same as a map, for clients that Hearsay's own settings go under. */
    public Map<String, Object> properties(Map<String, ?> under) {
        Map<String, Object> all = new TreeMap<>(under);
        all.put("bootstrap.servers", bootstrap);
        all.putAll(settings);
        return all;
    }

    /**
     * An admin client, once the cluster has answered it.
     *
     * @throws Failure when it does not answer in time, or the settings are wrong
     */
    public Admin connect(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        // A name that cannot be resolved yet (a container that starts) fails at once in the client: ask until the
        // deadline.
        while (true) {
            Optional<Admin> admin = admin();
            if (admin.isPresent()) {
                awaitAnswer(admin.get(), deadline, patience);
                return admin.get();
            }
            if (System.nanoTime() >= deadline) {
                throw Failure.cannotRun("Kafka's address " + bootstrap + " does not resolve to a host.");
            }
            pause();
        }
    }

    private Optional<Admin> admin() {
        try {
            return Optional.of(Admin.create(properties(Map.of(
                    "client.id", "hearsay-admin",
                    "request.timeout.ms", 10_000,
                    "default.api.timeout.ms", 30_000,
                    "socket.connection.setup.timeout.ms", 3_000,
                    "reconnect.backoff.max.ms", 500))));
        } catch (KafkaException e) {
            String reason = deepest(e);
            if (reason.contains("No resolvable bootstrap")) {
                return Optional.empty();
            }
            throw Failure.usage("Kafka's settings are wrong: " + sentence(reason));
        }
    }

    private void awaitAnswer(Admin admin, long deadline, Duration patience) {
        boolean answered = false;
        try {
            while (!answered) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw unreachable(patience, null);
                }
                if (!listening()) {
                    pause();
                    continue;
                }
                try {
                    admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) Math.max(500, left)))
                            .nodes()
                            .get(left + 500, TimeUnit.MILLISECONDS);
                    answered = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof AuthorizationException
                            || e.getCause() instanceof org.apache.kafka.common.errors.AuthenticationException) {
                        throw Failure.cannotRun(
                                "Kafka at " + bootstrap + " refuses this client: " + sentence(deepest(e)), e);
                    }
                    if (System.nanoTime() >= deadline) {
                        throw unreachable(patience, e);
                    }
                    pause();
                } catch (TimeoutException e) {
                    throw unreachable(patience, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.cannotRun("Interrupted while waiting for Kafka at " + bootstrap + ".", e);
        } finally {
            if (!answered) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private Failure unreachable(Duration patience, @org.jspecify.annotations.Nullable Throwable cause) {
        String sentence = "Kafka does not answer at " + bootstrap + " (waited " + patience.toSeconds()
                + " s): start it with hearsay up, or name another with --bootstrap.";
        return cause == null ? Failure.cannotRun(sentence) : Failure.cannotRun(sentence, cause);
    }

    /** Whether anyone accepts connections at one of the addresses; unknown addresses count as listening. */
    private boolean listening() {
        boolean parsed = false;
        for (String address : bootstrap.split(",")) {
            int colon = address.lastIndexOf(':');
            if (colon < 0) {
                continue;
            }
            parsed = true;
            try (Socket socket = new Socket()) {
                String host = address.substring(0, colon).strip();
                socket.connect(
                        new InetSocketAddress(
                                host,
                                Integer.parseInt(address.substring(colon + 1).strip())),
                        1_000);
                return true;
            } catch (IOException e) {
                continue;
            } catch (IllegalArgumentException e) {
                return true;
            }
        }
        return !parsed;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.cannotRun("Interrupted while waiting for Kafka.", e);
        }
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String sentence(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
