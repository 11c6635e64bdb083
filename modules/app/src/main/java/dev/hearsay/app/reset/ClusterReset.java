package dev.hearsay.app.reset;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Applications;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;

/**
 * Takes the derived topics of an installation off a cluster, and the groups and internal topics of its applications, and
 * creates the topics anew, empty.
 */
public final class ClusterReset {
    private static final Duration MOST_DELETING = Duration.ofSeconds(30);

    private final Admin admin;
    private final Topics topics;
    private final Applications applications;

    /** A reset of these topics, with as many partitions as they are to have. */
    public ClusterReset(Admin admin, Topics topics, Applications applications) {
        this.admin = admin;
        this.topics = topics;
        this.applications = applications;
    }

    /**
     * Does it; running it again after a crash is safe.
     *
     * @param all the articles, aliases and dead letters, too
     * @param alone whether it is known that no role runs: members that Kafka has not missed yet are then put out
     * @return how many topics were deleted
     * @throws Failure when a role still runs, or Kafka refuses
     */
    public int run(boolean all, boolean alone) {
        try {
            if (alone) {
                putOutMembers();
            }
            refuseWhileRunning();
            Set<String> doomed = doomed(all);
            admin.deleteTopics(doomed).all().get();
            awaitGone(doomed);
            Set<String> groups = existingGroups();
            admin.deleteConsumerGroups(groups).all().get();
            TopicAdmin.create(admin, topics, (short) -1);
            return doomed.size();
        } catch (ExecutionException e) {
            throw Failure.cannotRun("Kafka refuses: " + e.getCause().getMessage() + ".", e);
        } catch (KafkaException e) {
            throw Failure.cannotRun("Kafka refuses: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.cannotRun("Interrupted; run it again.", e);
        }
    }

    private void refuseWhileRunning() throws ExecutionException, InterruptedException {
        for (ConsumerGroupDescription group : groups()) {
            if (group.groupState() != GroupState.EMPTY && group.groupState() != GroupState.DEAD) {
                throw Failure.cannotRun(
                        group.groupId() + " still runs (" + group.members().size()
                                + " members): stop process and sink first, or wait until Kafka misses one that was killed.");
            }
        }
    }

    private void putOutMembers() throws ExecutionException, InterruptedException {
        for (ConsumerGroupDescription group : groups()) {
            if (!group.members().isEmpty()) {
                admin.removeMembersFromConsumerGroup(group.groupId(), new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
        }
    }

    private Collection<ConsumerGroupDescription> groups() throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(existingGroups()).all().get().values();
    }

    private Set<String> existingGroups() throws ExecutionException, InterruptedException {
        Set<String> wanted = new HashSet<>(applications.streams());
        wanted.add(applications.sink());
        Set<String> existing = new TreeSet<>();
        for (GroupListing group : admin.listGroups().all().get()) {
            if (wanted.contains(group.groupId())) {
                existing.add(group.groupId());
            }
        }
        return existing;
    }

    private Set<String> doomed(boolean all) throws ExecutionException, InterruptedException {
        Set<String> derived = new HashSet<>();
        (all ? topics.all() : topics.outputs()).forEach(topic -> derived.add(topic.name()));
        Set<String> doomed = new TreeSet<>();
        for (String name : admin.listTopics().names().get()) {
            if (derived.contains(name)
                    || applications.streams().stream().anyMatch(application -> name.startsWith(application + "-"))) {
                doomed.add(name);
            }
        }
        return doomed;
    }

    private void awaitGone(Set<String> names) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + MOST_DELETING.toNanos();
        Set<String> left = new TreeSet<>(names);
        while (!left.isEmpty()) {
            left.retainAll(admin.listTopics().names().get());
            if (System.nanoTime() > deadline) {
                throw Failure.cannotRun("Kafka has not deleted " + List.copyOf(left) + " after "
                        + MOST_DELETING.toSeconds() + " s; run it again.");
            }
            if (!left.isEmpty()) {
                Thread.sleep(100);
            }
        }
    }
}
