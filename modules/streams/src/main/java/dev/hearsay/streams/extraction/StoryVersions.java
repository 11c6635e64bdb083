package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of one story that have been seen amount to: the highest version, the cancels and the earliest time.
 * Immutable and without Kafka; {@link #fold} adds a version, {@link #statusAt} says what the story is at an instant.
 *
 * <p><b>What holds of the order of arrival.</b> Every part is a maximum or a minimum over the set of versions seen, so
 * that any order and any repetition of the same articles gives an equal value. Two parts also depend on when articles were
 * accepted, as they must: a time is believed unless it lies more than a day ahead of the acceptance of an article that
 * carries it, and {@code firstAccepted}, which stands in only where no version gave a believable time, is the earliest
 * acceptance. Stories whose times lie in the past thus do not depend on acceptance at all.
 *
 * @param highest the highest version that is not a cancel, or null if only cancels were seen
 * @param earliest earliest believable creation or publication time over all versions (milliseconds, UTC), or null
 * @param firstAccepted earliest acceptance of any version (milliseconds, UTC)
 * @param cancelOutlet outlet of the cancels (the smallest, if they differ), or null if none was seen: what the state of a
 *     story shows of which nothing but cancels was seen
 */
public record StoryVersions(
        @Nullable Version highest,
        Cancels cancels,
        @Nullable Long earliest,
        long firstAccepted,
        @Nullable String cancelOutlet) {

    /** No time before this is believed. */
    public static final Instant EARLIEST_BELIEVABLE = Instant.parse("1800-01-01T00:00:00Z");

    /** How far ahead of its acceptance a time is believed. */
    public static final Duration MOST_AHEAD = Duration.ofDays(1);

    private static final long EARLIEST_MILLIS = EARLIEST_BELIEVABLE.toEpochMilli();
    private static final long MAX_ACCEPTED =
            Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    /**
     * The versions seen and one more.
     *
     * @param seen null if this is the first
     * @param acceptedAt timestamp of the article's record (milliseconds, UTC)
     */
    public static StoryVersions fold(@Nullable StoryVersions seen, Article article, long acceptedAt) {
        return fold(seen, article, version(article), acceptedAt);
    }

    /** The same for a caller that has hashed the article already. */
    static StoryVersions fold(
            @Nullable StoryVersions seen, Article article, @Nullable Version version, long acceptedAt) {
        // A broker that lets a foreign producer set absurd timestamps must not give us absurd hours.
        long accepted = Math.max(0, Math.min(acceptedAt, MAX_ACCEPTED));
        Long time = time(article, accepted);
        boolean cancel = version == null;
        StoryVersions known = seen != null ? seen : new StoryVersions(null, Cancels.NONE, null, accepted, null);
        return new StoryVersions(
                version == null ? known.highest : higher(known.highest, version),
                cancel ? known.cancels.and(article) : known.cancels,
                smaller(known.earliest, time),
                Math.min(known.firstAccepted, accepted),
                cancel ? smaller(known.cancelOutlet, article.getOutlet()) : known.cancelOutlet);
    }

    /** What is remembered of an article; null for a cancel. */
    static @Nullable Version version(Article article) {
        if (article.getStatus() == ArticleStatus.CANCELED) {
            return null;
        }
        ContentHash text = ContentHash.ofText(article);
        return new Version(
                article.getVersion().orElse(null),
                millis(article.getVersionTime()),
                ContentHash.ofVisible(article, text),
                text,
                article.getStatus() == ArticleStatus.USABLE,
                millis(article.getEmbargo()),
                article.getOutlet(),
                article.getLanguage().orElse(null));
    }

    /** What the story is at this instant (milliseconds, UTC). */
    public StoryStatus statusAt(long now) {
        if (highest == null || cancels.cover(highest)) {
            return StoryStatus.KILLED;
        }
        if (!highest.usable()) {
            return StoryStatus.WITHHELD;
        }
        Long embargo = highest.embargo();
        return embargo != null && embargo > now ? StoryStatus.EMBARGOED : StoryStatus.USABLE;
    }

    /** The time of the story (milliseconds, UTC), which decides its hour. */
    public long time() {
        return earliest != null ? earliest : firstAccepted;
    }

    /** Whether no version gave a believable time and acceptance stands in. */
    public boolean timeReplaced() {
        return earliest == null;
    }

    /** Outlet of the highest version, or of the cancels if there is none. */
    public String outlet() {
        return highest != null ? highest.outlet() : cancelOutlet != null ? cancelOutlet : "";
    }

    void writeTo(BinaryWriter out) {
        out.bool(highest != null);
        if (highest != null) {
            highest.writeTo(out);
        }
        cancels.writeTo(out);
        out.optionalNumber(earliest).number(firstAccepted).optionalText(cancelOutlet);
    }

    static StoryVersions read(BinaryReader in) {
        return new StoryVersions(
                in.bool() ? Version.read(in) : null,
                Cancels.read(in),
                in.optionalNumber(),
                in.number(),
                in.optionalText());
    }

    /** As milliseconds, or null. */
    static @Nullable Long millis(Optional<Instant> time) {
        return time.isEmpty() ? null : (Long) time.get().toEpochMilli();
    }

    /**
     * The earlier of creation and publication, or, where the document gives neither, the time when this version was made;
     * null if none of them is believable.
     */
    private static @Nullable Long time(Article article, long accepted) {
        Long given = smaller(
                believable(millis(article.getFirstCreated()), accepted),
                believable(millis(article.getPublished()), accepted));
        return given != null ? given : believable(millis(article.getVersionTime()), accepted);
    }

    private static @Nullable Long believable(@Nullable Long time, long accepted) {
        return time != null && time >= EARLIEST_MILLIS && time - accepted <= MOST_AHEAD.toMillis() ? time : null;
    }

    private static Version higher(@Nullable Version known, Version next) {
        return known == null || next.compareTo(known) > 0 ? next : known;
    }

    private static <T extends Comparable<T>> @Nullable T smaller(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return a != null ? a : b;
        }
        return b.compareTo(a) < 0 ? b : a;
    }
}
