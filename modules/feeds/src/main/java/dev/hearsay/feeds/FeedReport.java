package dev.hearsay.feeds;

import dev.hearsay.contracts.records.ArticleStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the documents of a feed: counts, and the first refusals and warnings in full. Memory is bounded. Safe
 * to read while another thread adds.
 */
public final class FeedReport {
    /** Refusals that are kept in full unless told otherwise. */
    public static final int DEFAULT_KEPT = 20;

    private final int kept;
    private long read;
    private long accepted;
    private long cancelsOfOthers;
    private final Map<ArticleStatus, Long> byStatus = new EnumMap<>(ArticleStatus.class);
    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final Map<Warning.Kind, Long> warnings = new EnumMap<>(Warning.Kind.class);
    private final Map<Warning.Kind, String> firstWarnings = new EnumMap<>(Warning.Kind.class);
    private final List<Parsed.Refused> firstRefusals = new ArrayList<>();

    /** Keeps {@value #DEFAULT_KEPT} refusals. */
    public FeedReport() {
        this(DEFAULT_KEPT);
    }

    /** Keeps that many refusals. */
    public FeedReport(int kept) {
        this.kept = kept;
    }

    /** Counts a document. */
    public synchronized void add(Parsed parsed) {
        read++;
        if (parsed instanceof Parsed.Accepted article) {
            accepted++;
            cancelsOfOthers += article.cancels().size();
            byStatus.merge(article.article().getStatus(), 1L, Long::sum);
            for (Warning warning : article.warnings()) {
                warnings.merge(warning.kind(), 1L, Long::sum);
                firstWarnings.putIfAbsent(warning.kind(), article.origin() + ": " + warning.message());
            }
        } else if (parsed instanceof Parsed.Refused refusal) {
            addRefusal(refusal);
        }
    }

    /** Counts a document that was accepted before and then could not be published. */
    public synchronized void takeBack(ArticleStatus status, int cancels, Parsed.Refused refusal) {
        accepted--;
        cancelsOfOthers -= cancels;
        byStatus.merge(status, -1L, Long::sum);
        addRefusal(refusal);
    }

    private void addRefusal(Parsed.Refused refusal) {
        refused.merge(refusal.kind(), 1L, Long::sum);
        if (firstRefusals.size() < kept) {
            firstRefusals.add(refusal);
        }
    }

    /** Documents seen. */
    public synchronized long read() {
        return read;
    }

    /** Documents that gave an article. */
    public synchronized long accepted() {
        return accepted;
    }

    /** Cancels addressed to other documents, besides the accepted articles. */
    public synchronized long cancelsOfOthers() {
        return cancelsOfOthers;
    }

    /** Documents that gave none. */
    public synchronized long refused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Refused documents by kind. */
    public synchronized Map<Refusal, Long> refusedByKind() {
        return Map.copyOf(refused);
    }

    /** Articles by status. */
    public synchronized Map<ArticleStatus, Long> acceptedByStatus() {
        return Map.copyOf(byStatus);
    }

    /** Warnings by kind. */
    public synchronized Map<Warning.Kind, Long> warningsByKind() {
        return Map.copyOf(warnings);
    }

    /** The first refusals, in order. */
    public synchronized List<Parsed.Refused> firstRefusals() {
        return List.copyOf(firstRefusals);
    }

    /** The report as lines for a person; without refusals and warnings one line. */
    public synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        long notPrinted = refused() - firstRefusals.size();
        lines.add(String.format(
                Locale.ROOT,
                "%,d read, %,d accepted%s, %,d refused",
                read,
                accepted,
                cancelsOfOthers > 0 ? " (and " + cancelsOfOthers + " cancels of replaced stories)" : "",
                refused()));
        for (Parsed.Refused refusal : firstRefusals) {
            lines.add("  refused " + refusal);
        }
        if (notPrinted > 0) {
            lines.add("  … and " + notPrinted + " more");
        }
        warnings.forEach((kind, count) -> lines.add("  warning (" + count + "×) " + firstWarnings.get(kind)));
        return lines;
    }
}
