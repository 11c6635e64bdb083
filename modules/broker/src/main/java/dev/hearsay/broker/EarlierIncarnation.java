package dev.hearsay.broker;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's last run, as its metadata remember it: at work, and leader of every partition, though it was stopped or
 * killed. A new run believes that at first, until its controller misses the heartbeats of the last one and takes the
 * leaders away for a moment; Kafka 4.3 skips the markers of transactions that are due just then
 * ({@code TransactionMarkerChannelManager} takes a partition without a leader for a deleted one), and those transactions
 * hang for ever. So a controller alone runs first and takes the last run out of the metadata.
 */
final class EarlierIncarnation {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierIncarnation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 50;

    private EarlierIncarnation() {}

    /**
     * Takes it out.
     *
     * @param node its node id
     * @param broker the settings of the broker that is about to start
     * @param listener name of its controller's listener
     * @param controller where its controller will listen, {@code host:port}
     * @throws BrokerStartException when that does not happen within a minute
     */
    static void unregister(int node, Properties broker, String listener, String controller) {
        long start = System.nanoTime();
        KafkaRaftServer server = new KafkaRaftServer(controllerAlone(broker, listener, controller), Time.SYSTEM);
        try {
            server.startup();
            unregister(node, controller);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
        LOG.info(
                "The broker's last run is out of the metadata after {} ms",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static KafkaConfig controllerAlone(Properties broker, String listener, String controller) {
        Properties alone = new Properties();
        alone.putAll(broker);
        alone.put("process.roles", "controller");
        alone.put("listeners", listener + "://" + controller);
        alone.put("listener.security.protocol.map", listener + ":PLAINTEXT");
        alone.remove("advertised.listeners");
        alone.remove("inter.broker.listener.name");
        return new KafkaConfig(alone, false);
    }

    private static void unregister(int node, String controller) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controller))) {
            while (!unregistered(admin, node, deadline)) {
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (TimeoutException e) {
            throw new BrokerStartException(
                    "the broker's controller does not answer within " + PATIENCE.toSeconds() + " s; see the log file",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted while the broker started", e);
        }
    }

    /** Tries once; false if the controller has not read enough of its log yet to know which requests it may take. */
    private static boolean unregistered(Admin admin, int node, long deadline)
            throws TimeoutException, InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        try {
            admin.unregisterBroker(node).all().get(Math.max(0, left), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                return true; // its first run did not get as far as that
            }
            if (e.getCause() instanceof UnsupportedVersionException && left > 0) {
                return false;
            }
            throw new BrokerStartException(
                    "the broker's controller refuses to forget its last run: "
                            + e.getCause().getMessage() + "; see the log file",
                    e);
        }
    }
}
