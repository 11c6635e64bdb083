package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.TextSpan;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Scores found names of persons, organizations and places against annotated ones, by exact spans. A found mention without
 * an upper-case letter or digit is no name and left out, as is any other type.
 */
public final class EntityScorer {
    private static final Set<EntityType> SCORED = Set.of(EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE);

    private EntityScorer() {}

    /** The scores of one text, one for every metric. */
    public static Map<EntityMetric, Score> score(String text, List<NamedSpan> gold, List<NamedSpan> found) {
        int[] points = text.codePoints().toArray();
        Set<NamedSpan> right = scored(gold, name -> true);
        Set<NamedSpan> ours = scored(found, name -> isName(points, name.span()));
        Map<EntityMetric, Score> scores = new EnumMap<>(EntityMetric.class);
        scores.put(EntityMetric.ALL, exact(right, ours));
        scores.put(EntityMetric.ORGANIZATION, exact(right, ours, EntityType.ORGANIZATION));
        scores.put(EntityMetric.PERSON, exact(right, ours, EntityType.PERSON));
        scores.put(EntityMetric.PLACE, exact(right, ours, EntityType.PLACE));
        scores.put(EntityMetric.SPAN, Score.of(shared(spans(right), spans(ours)), ours.size(), right.size()));
        return scores;
    }

    private static Set<NamedSpan> scored(List<NamedSpan> names, Predicate<NamedSpan> condition) {
        return names.stream()
                .filter(name -> SCORED.contains(name.type()))
                .filter(condition)
                .collect(Collectors.toSet());
    }

    private static boolean isName(int[] text, TextSpan span) {
        for (int i = span.start(); i < Math.min(span.end(), text.length); i++) {
            if (Character.isUpperCase(text[i]) || Character.isDigit(text[i])) {
                return true;
            }
        }
        return false;
    }

    private static Score exact(Set<NamedSpan> gold, Set<NamedSpan> found, EntityType type) {
        return exact(ofType(gold, type), ofType(found, type));
    }

    private static Score exact(Set<NamedSpan> gold, Set<NamedSpan> found) {
        return Score.of(shared(gold, found), found.size(), gold.size());
    }

    private static Set<NamedSpan> ofType(Set<NamedSpan> names, EntityType type) {
        return names.stream().filter(name -> name.type() == type).collect(Collectors.toSet());
    }

    private static Set<TextSpan> spans(Set<NamedSpan> names) {
        return names.stream().map(NamedSpan::span).collect(Collectors.toSet());
    }

    private static <T> int shared(Collection<T> a, Set<T> b) {
        Set<T> both = new HashSet<>(a);
        both.retainAll(b);
        return both.size();
    }
}
