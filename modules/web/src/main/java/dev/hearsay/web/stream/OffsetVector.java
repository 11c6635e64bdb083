package dev.hearsay.web.stream;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a follower has read the claims topic: the last offset in each partition, written {@code 0:123,1:456}, or {@code none}. It means
 * the same in every database that is filled from the same topic, and after a rebuild.
 */
public final class OffsetVector {
    /** Nothing is read yet: not the same as no position, which is where the log ends. */
    private static final String NOTHING = "none";

    private final TreeMap<Integer, Long> offsets;

    /** A copy of these offsets. */
    public OffsetVector(Map<Integer, Long> offsets) {
        this.offsets = new TreeMap<>(offsets);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is no such vector
     */
    public static OffsetVector parse(String text) {
        Map<Integer, Long> offsets = new TreeMap<>();
        if (text.equals(NOTHING)) {
            return new OffsetVector(offsets);
        }
        for (String part : text.split(",")) {
            int colon = part.indexOf(':');
            try {
                int partition =
                        Integer.parseInt(part.substring(0, Math.max(0, colon)).strip());
                long offset = Long.parseLong(part.substring(colon + 1).strip());
                if (partition < 0 || offset < -1) {
                    throw new NumberFormatException(part);
                }
                offsets.put(partition, offset);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no position such as 0:123,1:456", e);
            }
        }
        return new OffsetVector(offsets);
    }

    /** Whether the record was read. */
    public boolean holds(int partition, long offset) {
        Long before = offsets.get(partition);
        return before != null && before >= offset;
    }

    /** False if the record was read before; it is read now. */
    public boolean advance(int partition, long offset) {
        if (holds(partition, offset)) {
            return false;
        }
        offsets.put(partition, offset);
        return true;
    }

    /** The last offset read in each partition. */
    public Map<Integer, Long> offsets() {
        return offsets;
    }

    @Override
    public String toString() {
        return offsets.isEmpty()
                ? NOTHING
                : offsets.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
