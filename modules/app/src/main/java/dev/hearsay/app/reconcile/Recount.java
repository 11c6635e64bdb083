package dev.hearsay.app.reconcile;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.store.CountKey;
import dev.hearsay.store.CountRow;
import dev.hearsay.store.CountTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All counts, from all live claims and entities at once: the definitions of the measures, written down once more. */
final class Recount {
    /** By code point, as {@link String#compareTo} does not. */
    private static final Comparator<String> CODE_POINTS = (a, b) -> {
        int[] first = a.codePoints().toArray();
        int[] second = b.codePoints().toArray();
        return java.util.Arrays.compare(first, second);
    };

    private static final Comparator<Form> FORMS = Comparator.comparing(Form::name, CODE_POINTS)
            .thenComparing(form -> form.type().name());

    private final Map<String, String> aliases;
    private final Map<CountKey, Tally> rows = new HashMap<>();

    private Recount(Map<String, String> aliases) {
        this.aliases = aliases;
    }

    /** What counts depend on of a claim. */
    record ClaimFacts(
            String storyId,
            String actor,
            Form form,
            String fingerprint,
            ClaimType type,
            Act act,
            String hour,
            String outlet) {
        static ClaimFacts of(Claim claim) {
            String actor = claim.getActorId().orElse("");
            return new ClaimFacts(
                    claim.getStoryId(),
                    actor,
                    new Form(
                            claim.getActorName().orElse(actor),
                            claim.getActorType().orElse(ActorType.UNKNOWN)),
                    claim.getFingerprint(),
                    claim.getType() == ClaimType.UNKNOWN ? ClaimType.INDIRECT : claim.getType(),
                    claim.getAct(),
                    claim.getHour(),
                    claim.getOutlet());
        }
    }

    /** What counts depend on of an entity of a story. */
    record EntityFacts(
            String storyId, String entity, Form form, int mentions, int reports, String hour, String outlet) {
        static EntityFacts of(EntityMentions entity) {
            return new EntityFacts(
                    entity.getStoryId(),
                    entity.getEntityId(),
                    new Form(entity.getName(), entity.getType()),
                    entity.getMentions(),
                    entity.getReports(),
                    entity.getHour(),
                    entity.getOutlet());
        }
    }

    /** A name and type under which something is shown. */
    record Form(String name, ActorType type) {}

    /** Every row that has any measure. */
    static Map<CountKey, CountRow> of(
            Collection<ClaimFacts> claims, Collection<EntityFacts> entities, Map<String, String> aliases) {
        Recount recount = new Recount(aliases);
        recount.reports(claims);
        recount.nonResponses(claims);
        recount.entities(entities);
        Map<CountKey, CountRow> counted = new HashMap<>();
        recount.rows.forEach((key, tally) -> counted.put(key, tally.row(key)));
        return counted;
    }

    private String actor(String name) {
        return aliases.getOrDefault(name, name);
    }

    private record Report(String storyId, String actor, String fingerprint) {}

    private record Statement(String actor, String fingerprint) {}

    private void reports(Collection<ClaimFacts> claims) {
        Map<Report, List<ClaimFacts>> reports = claims.stream()
                .filter(claim -> claim.act() == Act.STATEMENT)
                .collect(Collectors.groupingBy(
                        claim -> new Report(claim.storyId(), actor(claim.actor()), claim.fingerprint())));
        Map<Statement, List<ClaimFacts>> statements = new HashMap<>();
        reports.forEach((report, members) -> {
            ClaimFacts one = new ClaimFacts(
                    report.storyId(),
                    report.actor(),
                    members.stream().map(ClaimFacts::form).min(FORMS).orElseThrow(),
                    report.fingerprint(),
                    strongest(members),
                    Act.STATEMENT,
                    members.stream().map(ClaimFacts::hour).min(CODE_POINTS).orElseThrow(),
                    members.stream().map(ClaimFacts::outlet).min(CODE_POINTS).orElseThrow());
            claim(one, report.actor(), "reports");
            if (!report.actor().isEmpty()) {
                statements
                        .computeIfAbsent(
                                new Statement(report.actor(), report.fingerprint()), s -> new java.util.ArrayList<>())
                        .add(one);
            }
        });
        statements.forEach((statement, all) -> statement(statement.actor(), all));
    }

    private void statement(String actor, List<ClaimFacts> reports) {
        String type = label(strongest(reports));
        String hour = reports.stream().map(ClaimFacts::hour).min(CODE_POINTS).orElseThrow();
        for (Tally row :
                List.of(row(CountTable.ACTOR_COUNTS, actor, ""), row(CountTable.ACTOR_COUNTS_HOURLY, actor, hour))) {
            row.add("statements", 1);
            row.add(type, 1);
        }
        reports.stream().collect(Collectors.groupingBy(ClaimFacts::outlet)).forEach((outlet, ofOutlet) -> {
            Tally row = row(CountTable.ACTOR_COUNTS_BY_OUTLET, actor, outlet);
            row.add("statements", 1);
            row.add(label(strongest(ofOutlet)), 1);
        });
    }

    private void nonResponses(Collection<ClaimFacts> claims) {
        for (ClaimFacts claim : claims) {
            if (claim.act() == Act.NON_RESPONSE) {
                claim(claim, actor(claim.actor()), "nonResponses");
            }
        }
    }

    private void claim(ClaimFacts claim, String actor, String measure) {
        Tally hour = row(CountTable.ACTOR_COUNTS_HOURLY, actor, claim.hour());
        Tally outlet = row(CountTable.ACTOR_COUNTS_BY_OUTLET, actor, claim.outlet());
        hour.add(measure, 1);
        outlet.add(measure, 1);
        if (!actor.isEmpty()) {
            hour.add(claim.form());
            outlet.add(claim.form());
            Tally all = row(CountTable.ACTOR_COUNTS, actor, "");
            all.add(measure, 1);
            all.add(claim.form());
        }
    }

    private record Member(String storyId, String actor) {}

    private void entities(Collection<EntityFacts> entities) {
        entities.stream()
                .filter(entity -> entity.mentions() > 0 || entity.reports() > 0)
                .collect(Collectors.groupingBy(entity -> new Member(entity.storyId(), actor(entity.entity()))))
                .forEach((member, all) -> entities(member.actor(), all));
    }

    private void entities(String actor, List<EntityFacts> inStory) {
        String hour = inStory.stream().map(EntityFacts::hour).min(CODE_POINTS).orElseThrow();
        String outlet =
                inStory.stream().map(EntityFacts::outlet).min(CODE_POINTS).orElseThrow();
        if (inStory.stream().anyMatch(entity -> entity.mentions() > 0)) {
            for (Tally row : List.of(
                    row(CountTable.MENTION_COUNTS, actor, ""), row(CountTable.MENTION_COUNTS_HOURLY, actor, hour))) {
                row.add("stories", 1);
                inStory.stream().filter(entity -> entity.mentions() > 0).forEach(entity -> {
                    row.add("mentions", entity.mentions());
                    row.add(entity.form());
                });
            }
        }
        if (inStory.stream().anyMatch(entity -> entity.reports() > 0)) {
            row(CountTable.ACTOR_COUNTS, actor, "").add("articles", 1);
            row(CountTable.ACTOR_COUNTS_HOURLY, actor, hour).add("articles", 1);
            row(CountTable.ACTOR_COUNTS_BY_OUTLET, actor, outlet).add("articles", 1);
        }
    }

    private Tally row(CountTable table, String id, String part) {
        return rows.computeIfAbsent(new CountKey(table, id, part), key -> new Tally());
    }

    private static ClaimType strongest(Collection<ClaimFacts> claims) {
        if (claims.stream().anyMatch(claim -> claim.type() == ClaimType.DIRECT)) {
            return ClaimType.DIRECT;
        }
        return claims.stream().anyMatch(claim -> claim.type() == ClaimType.MIXED)
                ? ClaimType.MIXED
                : ClaimType.INDIRECT;
    }

    private static String label(ClaimType type) {
        return switch (type) {
            case DIRECT -> "direct";
            case MIXED -> "mixed";
            default -> "indirect";
        };
    }

    /** A row in the making. */
    private static final class Tally {
        private final Map<String, Long> measures = new HashMap<>();
        private final Map<Form, Long> forms = new TreeMap<>(FORMS);

        void add(String measure, long count) {
            measures.merge(measure, count, Long::sum);
        }

        void add(Form form) {
            forms.merge(form, 1L, Long::sum);
        }

        CountRow row(CountKey key) {
            Form shown = shown(key.id());
            return new CountRow(
                    key,
                    shown.name(),
                    shown.type(),
                    key.table().measures().stream()
                            .map(measure -> measures.getOrDefault(measure, 0L))
                            .toList());
        }

        /** The commonest name, and the commonest type that goes with it; ties go to the first by code point. */
        private Form shown(String fallback) {
            Map<String, Long> names = new TreeMap<>(CODE_POINTS);
            forms.forEach((form, count) -> names.merge(form.name(), count, Long::sum));
            return first(names)
                    .map(name -> {
                        Map<Form, Long> ofName = new TreeMap<>(FORMS);
                        forms.forEach((form, count) -> {
                            if (form.name().equals(name)) {
                                ofName.put(form, count);
                            }
                        });
                        return first(ofName).orElseThrow();
                    })
                    .orElse(new Form(fallback, ActorType.UNKNOWN));
        }

        private static <K> java.util.Optional<K> first(Map<K, Long> sorted) {
            long most =
                    sorted.values().stream().mapToLong(Long::longValue).max().orElse(0);
            return sorted.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }
}
