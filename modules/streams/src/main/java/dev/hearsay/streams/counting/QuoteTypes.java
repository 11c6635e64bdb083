package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ClaimType;

/** The order of types: DIRECT if any is, else MIXED if any, else INDIRECT. */
final class QuoteTypes {
    private QuoteTypes() {}

    static ClaimType stronger(ClaimType a, ClaimType b) {
        return rank(a) >= rank(b) ? a : b;
    }

    /** The measure that counts statements of this type. */
    static Measure measure(ClaimType type) {
        return switch (type) {
            case DIRECT -> Measure.DIRECT;
            case MIXED -> Measure.MIXED;
            default -> Measure.INDIRECT;
        };
    }

    private static int rank(ClaimType type) {
        return switch (type) {
            case DIRECT -> 2;
            case MIXED -> 1;
            default -> 0;
        };
    }
}
