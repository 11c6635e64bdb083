package dev.hearsay.streams.extraction;

import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one version of a story that is not a cancel. Versions are ordered by number (a missing or
 * non-numeric one below all numbers), then time (a missing one below all times), then content hash.
 *
 * @param number as the document gives it, or null
 * @param time when the version was made (milliseconds, UTC), or null
 * @param hash of all that an output can show
 * @param text hash of what the extractor reads
 * @param usable false for withheld and unknown statuses
 * @param embargo not to be published before (milliseconds, UTC), or null
 */
public record Version(
        @Nullable String number,
        @Nullable Long time,
        ContentHash hash,
        ContentHash text,
        boolean usable,
        @Nullable Long embargo,
        String outlet,
        @Nullable String language)
        implements Comparable<Version> {

    /** Longer ones are no numbers: comparing must stay cheap. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}(\\.[0-9]{1,30})?");

    private static final Comparator<Version> ORDER = Comparator.comparing(
                    (Version version) -> numeric(version.number), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Version::time, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Version::hash);

    /** The value of a version number, or null if it is missing or not numeric. */
    static @Nullable BigDecimal numeric(@Nullable String number) {
        return number != null && NUMBER.matcher(number).matches() ? new BigDecimal(number) : null;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    void writeTo(BinaryWriter out) {
        out.optionalText(number).optionalNumber(time);
        hash.writeTo(out);
        text.writeTo(out);
        out.bool(usable).optionalNumber(embargo).text(outlet).optionalText(language);
    }

    static Version read(BinaryReader in) {
        return new Version(
                in.optionalText(),
                in.optionalNumber(),
                ContentHash.read(in),
                ContentHash.read(in),
                in.bool(),
                in.optionalNumber(),
                in.text(),
                in.optionalText());
    }
}
