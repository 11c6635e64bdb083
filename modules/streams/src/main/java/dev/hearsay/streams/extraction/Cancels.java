package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * All cancels of a story, reduced to what decides which versions they cover. The reduction takes maxima only, so that
 * neither order nor repetition matters.
 *
 * @param number highest number of a numbered cancel, or null: it covers every version up to it, unnumbered ones included
 * @param time latest time of the cancels that have a time but no number, or null: it covers every version that is not
 *     later, those without a time included
 * @param last whether a cancel with neither was seen, which covers everything for ever
 */
public record Cancels(@Nullable String number, @Nullable Long time, boolean last) {
    /** No cancel. */
    public static final Cancels NONE = new Cancels(null, null, false);

    /** Whether any was seen. */
    public boolean any() {
        return number != null || time != null || last;
    }

    /** These and one more. */
    public Cancels and(Article cancel) {
        String next = cancel.getVersion().orElse(null);
        BigDecimal value = Version.numeric(next);
        if (value != null) {
            BigDecimal known = Version.numeric(number);
            return known != null && known.compareTo(value) >= 0
                    ? this
                    : new Cancels(value.stripTrailingZeros().toPlainString(), time, last);
        }
        Long at = StoryVersions.millis(cancel.getVersionTime());
        if (at != null) {
            return time != null && time >= at ? this : new Cancels(number, at, last);
        }
        return new Cancels(number, time, true);
    }

    /** Whether they take this version back. */
    public boolean cover(Version version) {
        if (last) {
            return true;
        }
        BigDecimal upTo = Version.numeric(number);
        if (upTo != null) {
            BigDecimal value = Version.numeric(version.number());
            if (value == null || value.compareTo(upTo) <= 0) {
                return true;
            }
        }
        return time != null && (version.time() == null || version.time() <= time);
    }

    void writeTo(BinaryWriter out) {
        out.optionalText(number).optionalNumber(time).bool(last);
    }

    static Cancels read(BinaryReader in) {
        return new Cancels(in.optionalText(), in.optionalNumber(), in.bool());
    }
}
