package dev.hearsay.app.kafka;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker remembers of an installation that was killed together with it, and would wait for: members of consumer
 * groups until their sessions end, transactions until their time is up.
 */
public final class EarlierRun {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierRun.class);

    private EarlierRun() {}

    /**
     * Takes the members out of their groups and aborts the transactions. To be called when nobody of the installation can
     * have connected since the broker started; a member that lives all the same just joins again.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public static void end(Admin admin, Applications applications) {
        dismissMembers(admin, applications.groups());
        abortTransactions(admin, applications.streams());
    }

    private static void dismissMembers(Admin admin, Collection<String> groups) {
        admin.describeConsumerGroups(groups).describedGroups().forEach((group, described) -> {
            int members = members(described);
            if (members > 0) {
                RemoveMembersFromConsumerGroupOptions everyone = new RemoveMembersFromConsumerGroupOptions();
                everyone.reason("killed with the broker");
                await(admin.removeMembersFromConsumerGroup(group, everyone).all());
                LOG.info("{} members of {} were killed with the broker and are taken out of it", members, group);
            }
        });
    }

    /**
     * A topology aborts what it left itself, under the same name; but one that starts with fewer threads, or without its
     * state, takes fewer names, or others.
     */
    private static void abortTransactions(Admin admin, Collection<String> streams) {
        List<String> open = await(admin.listTransactions(
                                new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
                        .all())
                .stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> streams.stream().anyMatch(application -> id.startsWith(application + "-")))
                .toList();
        if (!open.isEmpty()) {
            await(admin.fenceProducers(open).all());
            LOG.info("{} transactions were open when their processes were killed and are aborted", open.size());
        }
    }

    private static int members(KafkaFuture<ConsumerGroupDescription> described) {
        try {
            return await(described).members().size();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while Kafka ended what an earlier run had left", e);
        }
    }
}
