package dev.hearsay.app.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members of consumer groups that a broker remembers from before it was killed together with them. Whoever joins next
 * would wait until their sessions end, since only that tells a broker that they are gone.
 */
public final class EarlierMembers {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierMembers.class);

    private EarlierMembers() {}

    /**
     * Takes them out of these groups. To be called when nobody can have joined since the broker started; a member that
     * lives all the same just joins again.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public static void dismiss(Admin admin, Collection<String> groups) {
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
            throw new KafkaException("interrupted while Kafka was asked for the members of groups", e);
        }
    }
}
