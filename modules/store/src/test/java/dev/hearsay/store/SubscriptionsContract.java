package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for subscriptions in either database. */
abstract class SubscriptionsContract {
    private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
    private static final Subscription.Position START = new Subscription.Position(0, "none");

    private Database database;
    private Subscriptions subscriptions;

    abstract Database open();

    @BeforeEach
    void openIt() {
        database = open();
        subscriptions = new Subscriptions(database);
    }

    @AfterEach
    void closeIt() {
        subscriptions.close();
        database.close();
    }

    private Subscription added(String id) {
        Subscription begun = Subscription.begin(
                id, "https://hooks.example/" + id, "for \"them\"", Map.of("actor", "amara nkembe"), NOW, START);
        assertThat(subscriptions.add(begun, "whsec_" + id)).isTrue();
        return begun;
    }

    private static DeadDelivery dead(String message) {
        return new DeadDelivery(
                0,
                message,
                List.of(new ClaimChange.Source(0, 7), new ClaimChange.Source(1, 5_000_000_000L)),
                NOW,
                NOW.plusSeconds(9),
                3,
                "it answered 500",
                false);
    }

    @Test
    void whatIsAddedIsFoundAsItWas() {
        Subscription begun = added("a");
        assertThat(subscriptions.find("a")).contains(begun);
        assertThat(subscriptions.all()).containsExactly(begun);
        assertThat(subscriptions.find("b")).isEmpty();
    }

    @Test
    void thereAreNoMoreThanTheBound() {
        for (int i = 0; i < Subscriptions.MOST; i++) {
            added("s" + i);
        }
        Subscription more = Subscription.begin("more", "https://hooks.example/", "", Map.of(), NOW, START);
        assertThat(subscriptions.add(more, "x")).isFalse();
        subscriptions.remove("s0");
        assertThat(subscriptions.add(more, "x")).isTrue();
    }

    @Test
    void aPositionMovesOnlyFromWhereItWasFound() {
        added("a");
        Subscription.Position one = new Subscription.Position(1, "0:10");
        assertThat(subscriptions.move("a", START, one, 1, NOW)).isTrue();
        assertThat(subscriptions.move("a", START, one, 1, NOW)).isFalse();
        assertThat(subscriptions.fail("a", START, new Subscription.Failing(3, 1, NOW, NOW, "no")))
                .isFalse();
        assertThat(subscriptions.giveUp("a", START, one, dead("m"))).isFalse();
        Subscription found = subscriptions.find("a").orElseThrow();
        assertThat(found.position()).isEqualTo(one);
        assertThat(found.delivered()).isEqualTo(1);
        assertThat(found.lastDelivered()).contains(NOW);
        assertThat(found.dead()).isZero();
    }

    @Test
    void whatFailsIsRememberedUntilItMovesOn() {
        added("a");
        Subscription.Failing failing =
                new Subscription.Failing(3, 2, NOW, NOW.plusSeconds(8), "it did not answer in 15 s");
        assertThat(subscriptions.fail("a", START, failing)).isTrue();
        assertThat(subscriptions.find("a").orElseThrow().failing()).contains(failing);
        assertThat(subscriptions.move("a", START, new Subscription.Position(3, "0:3"), 0, NOW))
                .isTrue();
        Subscription found = subscriptions.find("a").orElseThrow();
        assertThat(found.failing()).isEmpty();
        assertThat(found.lastDelivered()).as("nothing was delivered").isEmpty();
    }

    @Test
    void aDeliveryThatWasGivenUpIsOnTheDeadListUntilItIsSentOrDiscarded() {
        added("a");
        added("b");
        Subscription.Position at = START;
        for (int i = 1; i <= 5; i++) {
            Subscription.Position next = new Subscription.Position(i, "0:" + i);
            assertThat(subscriptions.giveUp("a", at, next, dead("m" + i))).isTrue();
            at = next;
        }
        assertThat(subscriptions.find("a").orElseThrow().dead()).isEqualTo(5);
        assertThat(subscriptions.find("b").orElseThrow().dead()).isZero();

        Page<DeadDelivery> first = subscriptions.dead("a", 0, 3);
        assertThat(first.rows()).extracting(DeadDelivery::messageId).containsExactly("m1", "m2", "m3");
        assertThat(first.rows().get(0).changes()).isEqualTo(dead("m1").changes());
        Page<DeadDelivery> second =
                subscriptions.dead("a", Long.parseLong(first.next().orElseThrow()), 3);
        assertThat(second.rows()).extracting(DeadDelivery::messageId).containsExactly("m4", "m5");
        assertThat(second.next()).isEmpty();

        long m2 = first.rows().get(1).id();
        assertThat(subscriptions.resend("b", Optional.of(m2))).as("not its own").isZero();
        assertThat(subscriptions.toResend("a")).isEmpty();
        assertThat(subscriptions.resend("a", Optional.of(m2))).isEqualTo(1);
        assertThat(subscriptions.find("a").orElseThrow().resend()).isTrue();
        assertThat(subscriptions.toResend("a")).map(DeadDelivery::id).contains(m2);
        subscriptions.resendFailed("a", m2, "it answered 404");
        assertThat(subscriptions.toResend("a")).isEmpty();
        DeadDelivery again = subscriptions.dead("a", m2 - 1, 1).rows().get(0);
        assertThat(again.error()).isEqualTo("it answered 404");
        assertThat(again.attempts()).isEqualTo(4);

        assertThat(subscriptions.resend("a", Optional.empty())).isEqualTo(5);
        subscriptions.resent("a", m2, 2, NOW);
        assertThat(subscriptions.find("a").orElseThrow().delivered()).isEqualTo(2);
        assertThat(subscriptions.discard("a", Optional.of(first.rows().get(0).id())))
                .isEqualTo(1);
        assertThat(subscriptions.dead("a", 0, 10).rows())
                .extracting(DeadDelivery::messageId)
                .containsExactly("m3", "m4", "m5");
        subscriptions.remove("a");
        assertThat(subscriptions.dead("a", 0, 10).rows()).isEmpty();
    }

    @Test
    void theLastDeadDeliveryThatIsKeptPausesIt() {
        added("a");
        for (int i = 0; i < Subscriptions.MOST_DEAD; i++) {
            assertThat(subscriptions.find("a").orElseThrow().paused()).isFalse();
            Subscription.Position at = subscriptions.find("a").orElseThrow().position();
            subscriptions.giveUp("a", at, new Subscription.Position(i + 1, "0:" + i), dead("m" + i));
        }
        Subscription found = subscriptions.find("a").orElseThrow();
        assertThat(found.paused()).isTrue();
        assertThat(found.reason().orElseThrow()).contains("1000 dead deliveries");
        assertThat(subscriptions.resume("a")).isTrue();
        assertThat(subscriptions.find("a").orElseThrow().reason()).isEmpty();
    }

    @Test
    void theOldSecretSignsForAWhile() {
        added("a");
        assertThat(subscriptions.secrets("a", NOW).orElseThrow().secrets()).containsExactly("whsec_a");
        assertThat(subscriptions.changeSecret("a", "whsec_new", NOW.plusSeconds(60)))
                .isTrue();
        assertThat(subscriptions.secrets("a", NOW).orElseThrow().secrets()).containsExactly("whsec_new", "whsec_a");
        assertThat(subscriptions.secrets("a", NOW.plusSeconds(60)).orElseThrow().secrets())
                .containsExactly("whsec_new");
        assertThat(subscriptions.secrets("a", NOW).orElseThrow()).asString().doesNotContain("whsec");
        assertThat(subscriptions.find("a").orElseThrow()).asString().doesNotContain("whsec");
    }

    @Test
    void oneProcessDeliversAndAnotherTakesOverWhenItsTimeHasEnded() {
        assertThat(subscriptions.deliver("one", NOW, NOW.plusSeconds(10))).isTrue();
        assertThat(subscriptions.deliver("two", NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isFalse();
        assertThat(subscriptions.deliver("one", NOW.plusSeconds(9), NOW.plusSeconds(19)))
                .isTrue();
        assertThat(subscriptions.deliver("two", NOW.plusSeconds(19), NOW.plusSeconds(29)))
                .isTrue();
        subscriptions.stopDelivering("one");
        assertThat(subscriptions.deliver("one", NOW.plusSeconds(20), NOW.plusSeconds(30)))
                .isFalse();
        subscriptions.stopDelivering("two");
        assertThat(subscriptions.deliver("one", NOW.plusSeconds(20), NOW.plusSeconds(30)))
                .isTrue();
    }

    @Test
    void whatIsToBeSentIsReadAsItStandsNow() throws Exception {
        ClaimChanges changes = new ClaimChanges(database);
        try (Newsroom newsroom = new Newsroom(database, 3, 5)) {
            String story = newsroom.publish(
                    "a",
                    NOW,
                    "Harbor Post",
                    List.of(
                            new Newsroom.Said(
                                    newsroom.speakers().get(0),
                                    Act.STATEMENT,
                                    ClaimType.DIRECT,
                                    "the vault is empty",
                                    List.of()),
                            new Newsroom.Said(
                                    newsroom.speakers().get(1),
                                    Act.STATEMENT,
                                    ClaimType.DIRECT,
                                    "it is full",
                                    List.of())));
            newsroom.commit();
            List<ClaimChange.Source> records =
                    changes.after(0, 10).stream().map(ClaimChange::source).toList();
            assertThat(records).hasSize(2);
            assertThat(changes.ofRecords(records)).isEqualTo(changes.after(0, 10));
            assertThat(changes.ofRecords(List.of(records.get(1), new ClaimChange.Source(9, 9))))
                    .isEqualTo(changes.after(0, 10).subList(1, 2));
            assertThat(changes.ofRecords(List.of())).isEmpty();
            newsroom.kill(story);
            newsroom.commit();
            assertThat(changes.ofRecords(records)).hasSize(2).allSatisfy(change -> {
                assertThat(change.content()).isEmpty();
                assertThat(change.claim()).isEmpty();
            });
        }
    }

    @Test
    void aLogThatIsReadAnewIsDeliveredAnew() {
        added("a");
        subscriptions.giveUp("a", START, new Subscription.Position(5, "0:5"), dead("m"));
        Reset.run(database);
        Subscription found = subscriptions.find("a").orElseThrow();
        assertThat(found.position()).isEqualTo(new Subscription.Position(5, "none"));
        assertThat(found.dead()).isZero();
        assertThat(subscriptions.move("a", new Subscription.Position(5, "0:5"), START, 0, NOW))
                .as("by whoever has not noticed")
                .isFalse();
    }
}
