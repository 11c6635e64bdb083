package dev.hearsay.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this JVM, on 127.0.0.1 only, with its data in one directory that outlives
 * {@code kill -9}. The directory is held by one process at a time.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String CONTROLLER = "CONTROLLER";
    private static final String CLIENTS = "CLIENTS";
    private static final int NODE = 1;
    private static final int LARGEST_RECORD_BATCH = 10 * 1024 * 1024;

    private final BrokerSettings settings;
    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(BrokerSettings settings, DirectoryLock lock, KafkaRaftServer server, int port) {
        this.settings = settings;
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /** Starts a broker; a fault of it later on is only logged. */
    public static EmbeddedBroker start(Path directory, BrokerSettings settings) {
        return start(directory, settings, fault -> LOG.error("The embedded broker failed: {}", fault));
    }

    /**
     * Starts a broker, formatting the directory the first time.
     *
     * @param onFault told, in one sentence, when the broker would have ended the JVM; the caller ends its work in order
     * @throws BrokerStartException if the directory or the port cannot be had, or the broker fails to start
     */
    public static EmbeddedBroker start(Path directory, BrokerSettings settings, Consumer<String> onFault) {
        Path home = directory.toAbsolutePath();
        DirectoryLock lock = DirectoryLock.take(home);
        try {
            int port = clientPort(settings.port());
            Path logs = home.resolve("log");
            int controllerPort = freePort();
            Properties properties = properties(logs, port, controllerPort);
            boolean restart = Files.exists(logs.resolve("meta.properties"));
            if (!restart) {
                format(logs);
            }
            Exit.Procedure procedure = (code, message) -> {
                onFault.accept("the embedded broker stopped with code " + code + (message == null ? "" : ": " + message)
                        + "; see the log file");
                // Kafka's callers rely on not returning from here.
                throw new IllegalStateException("the embedded broker gave up");
            };
            Exit.setExitProcedure(procedure);
            Exit.setHaltProcedure(procedure);
            if (restart) {
                EarlierIncarnation.unregister(NODE, properties, CONTROLLER, "127.0.0.1:" + controllerPort);
            }
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(settings, lock, server, port);
        } catch (BrokerStartException e) {
            lock.close();
            throw e;
        } catch (Exception e) {
            lock.close();
            throw new BrokerStartException(
                    "the embedded broker cannot start on " + home + ": " + e.getMessage() + "; see the log file", e);
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops in order, or gives up after the timeout of the settings: the data survives either. */
    @Override
    public void close() {
        ExecutorService stopper = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "embedded-broker-stop");
            thread.setDaemon(true);
            return thread;
        });
        try {
            stopper.submit(() -> {
                        server.shutdown();
                        server.awaitShutdown();
                    })
                    .get(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The embedded broker did not stop within {}; it is left behind.", settings.shutdownTimeout());
        } catch (ExecutionException e) {
            LOG.warn("The embedded broker did not stop in order.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopper.shutdownNow();
            lock.close();
        }
    }

    private static void format(Path logs) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
    }

    private static Properties properties(Path logs, int clientPort, int controllerPort) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE));
        p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        p.put("controller.listener.names", CONTROLLER);
        p.put(
                "listeners",
                CLIENTS + "://127.0.0.1:" + clientPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", CLIENTS + "://127.0.0.1:" + clientPort);
        p.put("inter.broker.listener.name", CLIENTS);
        p.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.put("log.dirs", logs.toString());
        // One node: one copy of everything.
        p.put("default.replication.factor", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        // Few partitions of the internal topics: each costs files, memory and start-up time.
        p.put("offsets.topic.num.partitions", "4");
        p.put("transaction.state.log.num.partitions", "4");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "2");
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        p.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
        p.put("message.max.bytes", Integer.toString(LARGEST_RECORD_BATCH));
        p.put("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD_BATCH));
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("auto.create.topics.enable", "false");
        p.put("delete.topic.enable", "true");
        p.put("controlled.shutdown.enable", "false");
        p.put("transaction.max.timeout.ms", "900000");
        // A transaction that begins while the one before it is being completed waits here. Sent back instead, it would
        // be
        // out of order with what is in flight behind it, and all of that would be sent again after a pause.
        p.put("add.partitions.to.txn.retry.backoff.ms", "5");
        p.put("add.partitions.to.txn.retry.backoff.max.ms", "5000");
        return p;
    }

    private static int clientPort(int wanted) {
        if (wanted == 0) {
            return freePort();
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return wanted;
        } catch (IOException e) {
            throw new BrokerStartException("port " + wanted
                    + " on 127.0.0.1 is in use: stop what listens there, or choose another with --port");
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new BrokerStartException("no port is free on 127.0.0.1", e);
        }
    }
}
