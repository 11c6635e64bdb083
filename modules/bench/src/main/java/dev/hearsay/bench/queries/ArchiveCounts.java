package dev.hearsay.bench.queries;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.store.Writing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Statements and counts of an archive, computed in the plainest way; that they are right, explanations show. What has an
 * hour comes in the order of hours, as a sink would have written it: that is how it lies on PostgreSQL's pages.
 */
final class ArchiveCounts {
    private final Archive archive;
    private final List<Archive.Said> said;
    private final List<Archive.Named> named;
    private final List<Archive.Printed> printed;
    private final Map<String, List<ProducerRecord<byte[], byte[]>>> byHour = new TreeMap<>();

    /** Takes one record. */
    interface Visitor {
        void record(ProducerRecord<byte[], byte[]> record) throws SQLException;
    }

    /** One row of counts. */
    private static final class Tally {
        private final Set<Integer> articles = new HashSet<>();
        private final int[] byType = new int[ClaimType.values().length];
        private int statements;
        private int reports;
        private int nonResponses;
    }

    ArchiveCounts(Archive archive, List<Archive.Said> said, List<Archive.Named> named, List<Archive.Printed> printed) {
        this.archive = archive;
        this.said = said;
        this.named = named;
        this.printed = printed;
    }

    void each(Visitor visitor) throws SQLException {
        said.sort(Comparator.comparingInt(Archive.Said::actor));
        eachGroup(said, Archive.Said::actor, this::actor);
        named.sort(Comparator.comparingInt(Archive.Named::entity));
        eachGroup(named, Archive.Named::entity, this::mentions);
        for (List<ProducerRecord<byte[], byte[]>> records : byHour.values()) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                visitor.record(record);
            }
        }
    }

    private void later(String hour, ProducerRecord<byte[], byte[]> record) {
        byHour.computeIfAbsent(hour, h -> new ArrayList<>()).add(record);
    }

    private interface Grouping<T> {
        int of(T one);
    }

    private interface Group<T> {
        void take(List<T> rows);
    }

    private static <T> void eachGroup(List<T> sorted, Grouping<T> key, Group<T> group) {
        int from = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || key.of(sorted.get(i)) != key.of(sorted.get(from))) {
                group.take(sorted.subList(from, i));
                from = i;
            }
        }
    }

    private void actor(List<Archive.Said> claims) {
        int actor = claims.get(0).actor();
        Map<String, Tally> hours = new TreeMap<>();
        Map<String, Tally> outlets = new TreeMap<>();
        Tally all = new Tally();
        for (Archive.Said claim : claims) {
            Archive.Printed story = printed.get(claim.story());
            List<Tally> tallies = List.of(
                    all,
                    hours.computeIfAbsent(story.hour(), h -> new Tally()),
                    outlets.computeIfAbsent(story.outlet(), o -> new Tally()));
            for (Tally tally : tallies) {
                if (claim.act() == Act.STATEMENT) {
                    tally.reports++;
                    tally.articles.add(claim.story());
                } else if (claim.act() == Act.NON_RESPONSE) {
                    tally.nonResponses++;
                }
            }
        }
        if (actor >= 0) {
            Map<Integer, List<Archive.Said>> statements = claims.stream()
                    .filter(claim -> claim.act() == Act.STATEMENT)
                    .collect(Collectors.groupingBy(Archive.Said::statement, TreeMap::new, Collectors.toList()));
            for (Map.Entry<Integer, List<Archive.Said>> statement : statements.entrySet()) {
                statement(actor, statement.getKey(), statement.getValue(), all, hours, outlets);
            }
            emit(Writing.TOPICS.actorCounts(), counts(actor, all).build());
        }
        for (Map.Entry<String, Tally> hour : hours.entrySet()) {
            emit(
                    Writing.TOPICS.actorCountsHourly(),
                    counts(actor, hour.getValue()).setHour(hour.getKey()).build());
        }
        for (Map.Entry<String, Tally> outlet : outlets.entrySet()) {
            emit(
                    Writing.TOPICS.actorCountsByOutlet(),
                    counts(actor, outlet.getValue()).setOutlet(outlet.getKey()).build());
        }
    }

    private void emit(Topic<?> topic, ActorCounts counts) {
        if (counts.getReports() + counts.getNonResponses() > 0) {
            later(counts.getHour().orElse(""), Writing.record(topic, counts));
        }
    }

    private void statement(
            int actor,
            int number,
            List<Archive.Said> reports,
            Tally all,
            Map<String, Tally> hours,
            Map<String, Tally> outlets) {
        String first = reports.stream()
                .map(report -> printed.get(report.story()).hour())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        ClaimType type = type(reports);
        all.statements++;
        all.byType[type.ordinal()]++;
        hours.get(first).statements++;
        hours.get(first).byType[type.ordinal()]++;
        Map<String, List<Archive.Said>> byOutlet = reports.stream()
                .collect(Collectors.groupingBy(
                        report -> printed.get(report.story()).outlet()));
        byOutlet.forEach((outlet, there) -> {
            outlets.get(outlet).statements++;
            outlets.get(outlet).byType[type(there).ordinal()]++;
        });
        Map<String, StatementCell> cells = new TreeMap<>();
        for (Archive.Said report : reports) {
            Archive.Printed story = printed.get(report.story());
            String cell = story.hour() + "|" + story.outlet() + "|" + report.type();
            long before = cells.containsKey(cell) ? cells.get(cell).getReports() : 0;
            cells.put(cell, new StatementCell(story.hour(), story.outlet(), report.type(), before + 1));
        }
        later(
                first,
                Writing.record(
                        Writing.TOPICS.statements(),
                        Statement.newBuilder()
                                .setActorId(Archive.id(archive.name(actor)))
                                .setActorName(archive.name(actor))
                                .setActorType(archive.type(actor))
                                .setFingerprint(Archive.fingerprint(number))
                                .setContent(archive.prose().sentence(new Random(number), 18))
                                .setHour(first)
                                .setType(type)
                                .setReports((long) reports.size())
                                .setCells(List.copyOf(cells.values()))
                                .setForms(forms(actor, reports.size()))
                                .build()));
    }

    /** DIRECT if any report is, else MIXED if any, else INDIRECT. */
    private static ClaimType type(List<Archive.Said> reports) {
        for (ClaimType type : List.of(ClaimType.DIRECT, ClaimType.MIXED)) {
            if (reports.stream().anyMatch(report -> report.type() == type)) {
                return type;
            }
        }
        return ClaimType.INDIRECT;
    }

    private List<Form> forms(int entity, long count) {
        return entity < 0 ? List.of() : List.of(new Form(archive.name(entity), archive.type(entity), count));
    }

    private ActorCounts.Builder counts(int actor, Tally tally) {
        return ActorCounts.newBuilder()
                .setActorId(actor < 0 ? "" : Archive.id(archive.name(actor)))
                .setName(actor < 0 ? "" : archive.name(actor))
                .setType(actor < 0 ? ActorType.UNKNOWN : archive.type(actor))
                .setStatements(tally.statements)
                .setReports(tally.reports)
                .setArticles(actor < 0 ? 0 : tally.articles.size())
                .setDirect(tally.byType[ClaimType.DIRECT.ordinal()])
                .setIndirect(tally.byType[ClaimType.INDIRECT.ordinal()])
                .setMixed(tally.byType[ClaimType.MIXED.ordinal()])
                .setNonResponses(tally.nonResponses)
                .setForms(forms(actor, tally.reports + tally.nonResponses));
    }

    private void mentions(List<Archive.Named> rows) {
        Topics topics = Writing.TOPICS;
        later("", Writing.record(topics.mentionCounts(), counts(rows).build()));
        Map<String, List<Archive.Named>> hours = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> printed.get(row.story()).hour(), TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Archive.Named>> hour : hours.entrySet()) {
            later(hour.getKey(), Writing.record(topics.mentionCountsHourly(), (SpecificRecord)
                    counts(hour.getValue()).setHour(hour.getKey()).build()));
        }
    }

    private MentionCounts.Builder counts(List<Archive.Named> rows) {
        int entity = rows.get(0).entity();
        long mentions = rows.stream().mapToLong(Archive.Named::mentions).sum();
        return MentionCounts.newBuilder()
                .setEntityId(Archive.id(archive.name(entity)))
                .setName(archive.name(entity))
                .setType(archive.type(entity))
                .setMentions(mentions)
                .setStories((long) rows.size())
                .setForms(forms(entity, mentions));
    }
}
