package dev.hearsay.feeds.doctor;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.ContentHash;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Examines the documents of a feed: give it all that a reader reads, then ask for the report. It remembers a sketch of
 * each story, so that it sees what no single document shows: versions that jump, repeat or contradict each other, ids that
 * are used again for another article, stories canceled that never came.
 */
public final class FeedDoctor implements Consumer<Parsed> {
    private static final int EXAMPLES = 3;
    private static final int SHORT_TEXT = 120;
    private static final int LONG_TEXT = 40_000;
    private static final double SAME_ARTICLE = 0.35;
    private static final int SKETCH = 48;

    private final Map<String, Story> stories = new HashMap<>();
    private final Map<String, Integer> formats = new TreeMap<>();
    private final Map<String, Integer> outlets = new HashMap<>();
    private final Map<ArticleStatus, Integer> statuses = new EnumMap<>(ArticleStatus.class);
    private final Map<Warning.Kind, Finding> warnings = new EnumMap<>(Warning.Kind.class);
    private final Map<Refusal, Finding> refusals = new EnumMap<>(Refusal.class);
    private final Map<Fault, Finding> faults = new EnumMap<>(Fault.class);
    private int documents;
    private int accepted;
    private int cancels;
    private int embargoed;
    private long characters;
    private @Nullable Instant earliest;
    private @Nullable Instant latest;

    /** What the documents of a feed show only together, or that is no fault of one alone. */
    private enum Fault {
        DUPLICATE("documents came again, the same"),
        CONTRADICTION("documents have the id and version of an earlier one, and another text"),
        JUMP("versions jump: the one before never came"),
        REUSED("ids were used again for what seems another article"),
        ID_WITH_VERSION(
                "ids end in the version: each version is a story of its own, unless a profile takes them apart"),
        CANCEL_ALONE("cancels are of stories that never came"),
        NO_BYLINE("stories have no byline"),
        NO_URL("stories have no address"),
        NO_HEADLINE("stories have no headline"),
        SHORT("stories have fewer than " + SHORT_TEXT + " characters"),
        LONG("stories have more than " + LONG_TEXT + " characters");

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }
    }

    private static final class Finding {
        private int count;
        private final List<String> examples = new ArrayList<>();

        void add(String example) {
            count++;
            if (examples.size() < EXAMPLES && !examples.contains(example)) {
                examples.add(example);
            }
        }
    }

    private static final class Story {
        private final Map<String, String> textOfVersion = new HashMap<>();
        private final Set<Long> numbers = new HashSet<>();
        private Set<Integer> sketch = Set.of();
        private boolean text;
    }

    @Override
    public void accept(Parsed parsed) {
        documents++;
        if (parsed instanceof Parsed.Refused refused) {
            refusals.computeIfAbsent(refused.kind(), k -> new Finding()).add(refused.toString());
            return;
        }
        Parsed.Accepted document = (Parsed.Accepted) parsed;
        accepted++;
        cancels += document.cancels().size();
        Article article = document.article();
        String where = document.origin() + " (" + article.getDocumentId() + ")";
        formats.merge(article.getFormat(), 1, Integer::sum);
        outlets.merge(article.getOutlet(), 1, Integer::sum);
        statuses.merge(article.getStatus(), 1, Integer::sum);
        for (Warning warning : document.warnings()) {
            warnings.computeIfAbsent(warning.kind(), k -> new Finding())
                    .add(document.origin() + ": " + warning.message());
        }
        article.getVersionTime()
                .or(article::getFirstCreated)
                .or(article::getPublished)
                .ifPresent(this::saw);
        if (article.getEmbargo().isPresent()) {
            embargoed++;
        }
        Story story = stories.computeIfAbsent(article.getStoryId(), id -> new Story());
        examineVersion(article, story, where);
        if (article.getStatus() != ArticleStatus.CANCELED) {
            examineText(article, story, where);
        }
    }

    private void saw(Instant time) {
        earliest = earliest == null || time.isBefore(earliest) ? time : earliest;
        latest = latest == null || time.isAfter(latest) ? time : latest;
    }

    private void examineVersion(Article article, Story story, String where) {
        String version = article.getVersion().orElse("") + " "
                + article.getVersionTime().map(Instant::toString).orElse("");
        String state = article.getStatus() + ContentHash.of(article.getText());
        String before = story.textOfVersion.putIfAbsent(version, state);
        if (state.equals(before)) {
            fault(Fault.DUPLICATE, where);
        } else if (before != null) {
            fault(Fault.CONTRADICTION, where);
        }
        if (article.getVersion()
                .filter(v -> !v.equals("1") && article.getDocumentId().matches(".*[:_./-]v?0*" + Pattern.quote(v)))
                .isPresent()) {
            fault(Fault.ID_WITH_VERSION, where);
        }
        article.getVersion().filter(v -> v.matches("\\d{1,18}")).ifPresent(v -> story.numbers.add(Long.parseLong(v)));
    }

    private void examineText(Article article, Story story, String where) {
        int length = article.getText().length();
        characters += length;
        Set<Integer> sketch = sketch(article.getText());
        if (story.text
                && !story.sketch.isEmpty()
                && !sketch.isEmpty()
                && overlap(story.sketch, sketch) < SAME_ARTICLE) {
            fault(Fault.REUSED, where);
        }
        story.text = true;
        story.sketch = sketch;
        if (length < SHORT_TEXT) {
            fault(Fault.SHORT, where);
        } else if (length > LONG_TEXT) {
            fault(Fault.LONG, where);
        }
        if (article.getHeadline().isEmpty()) {
            fault(Fault.NO_HEADLINE, where);
        }
        if (article.getByline().isEmpty()) {
            fault(Fault.NO_BYLINE, where);
        }
        if (article.getUrl().isEmpty()) {
            fault(Fault.NO_URL, where);
        }
    }

    private void fault(Fault fault, String where) {
        faults.computeIfAbsent(fault, f -> new Finding()).add(where);
    }

    /** The smallest hashes of the longer words of a text (a min-hash sketch): enough to tell how much two texts share. */
    private static Set<Integer> sketch(String text) {
        TreeSet<Integer> smallest = new TreeSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Nd}]+")) {
            if (word.length() > 3) {
                // Multiplied, because hashes of similar words are similar.
                smallest.add(word.hashCode() * 0x9E3779B1);
                if (smallest.size() > SKETCH) {
                    smallest.pollLast();
                }
            }
        }
        return Set.copyOf(smallest);
    }

    private static double overlap(Set<Integer> a, Set<Integer> b) {
        long common = a.stream().filter(b::contains).count();
        return (double) common / Math.min(a.size(), b.size());
    }

    /** Whether anything was found that the agency should mend. */
    public boolean healthy() {
        return refusals.keySet().stream().allMatch(Refusal.NOT_A_STORY::equals)
                && warnings.isEmpty()
                && faults.keySet().stream().allMatch(f -> f == Fault.NO_BYLINE || f == Fault.NO_URL);
    }

    /** The report, as lines that one can send to the agency. */
    public List<String> report() {
        examineStories();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d documents: %,d accepted, %,d refused; %,d stories, %,d cancels of other stories",
                documents,
                accepted,
                documents - accepted,
                stories.size(),
                cancels));
        if (accepted > 0) {
            lines.add("formats   " + counted(formats));
            lines.add("statuses  " + counted(statuses) + (embargoed > 0 ? ", embargoed " + embargoed : ""));
            lines.add("outlets   " + counted(outlets));
            lines.add(String.format(Locale.ROOT, "text      %,d characters on average", characters / accepted));
            lines.add("times     "
                    + Optional.ofNullable(earliest)
                            .map(t -> t + " to " + latest)
                            .orElse("none"));
        }
        section(lines, "Refused", refusals, kind -> kind.toString()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' '));
        section(lines, "Across documents", faults, fault -> fault.sentence);
        section(lines, "In documents", warnings, kind -> kind.toString()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' '));
        if (refusals.isEmpty() && faults.isEmpty() && warnings.isEmpty()) {
            lines.add("");
            lines.add("Nothing is missing, nothing is wrong.");
        }
        return lines;
    }

    private void examineStories() {
        faults.remove(Fault.JUMP);
        faults.remove(Fault.CANCEL_ALONE);
        new TreeMap<>(stories).forEach((id, story) -> {
            if (!story.numbers.isEmpty()) {
                long lowest =
                        story.numbers.stream().mapToLong(Long::longValue).min().orElse(0);
                long highest =
                        story.numbers.stream().mapToLong(Long::longValue).max().orElse(0);
                if (highest - lowest + 1 > story.numbers.size()) {
                    fault(
                            Fault.JUMP,
                            id + " has "
                                    + story.numbers.stream()
                                            .sorted()
                                            .limit(8)
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")));
                }
            }
            if (!story.text) {
                fault(Fault.CANCEL_ALONE, id);
            }
        });
    }

    private static <K> String counted(Map<K, Integer> counts) {
        return counts.entrySet().stream()
                        .sorted(Map.Entry.<K, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(e -> e.getKey().toString()))
                        .limit(8)
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "))
                + (counts.size() > 8 ? ", … (" + counts.size() + " in all)" : "");
    }

    private static <K> void section(
            List<String> lines, String title, Map<K, Finding> findings, java.util.function.Function<K, String> name) {
        if (findings.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        findings.forEach((kind, finding) -> {
            lines.add(String.format(Locale.ROOT, "  %,6d  %s", finding.count, name.apply(kind)));
            finding.examples.forEach(example -> lines.add("            " + example));
            if (finding.count > finding.examples.size()) {
                lines.add("            …");
            }
        });
    }
}
