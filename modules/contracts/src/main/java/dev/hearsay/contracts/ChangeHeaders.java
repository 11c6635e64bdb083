package dev.hearsay.contracts;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record on {@code entities} or {@code claims} changed, tombstones included, and what it moved: headers that
 * spare whoever follows the topic a look at the old value.
 *
 * @param version version of the story that caused the change, if it has one
 * @param before actor, outlet and hour of the old value, if there was one
 * @param after the same of the new value, if there is one
 */
public record ChangeHeaders(
        String storyId,
        Optional<String> version,
        StoryStatus status,
        Cause cause,
        Optional<Side> before,
        Optional<Side> after) {

    private static final String PREFIX = "hearsay.";

    /**
     * The old or the new value of a record, as far as counts depend on it.
     *
     * @param actorId actor of a claim, or the entity; empty for an unnamed speaker
     */
    public record Side(Optional<String> actorId, String outlet, String hour) {}

    /** Writes all of it, over any that are there. */
    public void writeTo(Headers headers) {
        strip(headers);
        put(headers, "story", storyId);
        version.ifPresent(v -> put(headers, "version", v));
        put(headers, "status", status.name());
        put(headers, "cause", cause.name());
        before.ifPresent(side -> put(headers, "old", side));
        after.ifPresent(side -> put(headers, "new", side));
    }

    /** Reads them back; empty if the record has none. Unknown causes and statuses become UNKNOWN. */
    public static Optional<ChangeHeaders> read(Headers headers) {
        return get(headers, "story")
                .map(story -> new ChangeHeaders(
                        story,
                        get(headers, "version"),
                        constant(StoryStatus.class, get(headers, "status"), StoryStatus.UNKNOWN),
                        constant(Cause.class, get(headers, "cause"), Cause.UNKNOWN),
                        side(headers, "old"),
                        side(headers, "new")));
    }

    /** Takes them away, so that a record derived from another does not carry its cause. */
    public static void strip(Headers headers) {
        for (String name : new String[] {"story", "version", "status", "cause"}) {
            headers.remove(PREFIX + name);
        }
        for (String side : new String[] {"old", "new"}) {
            for (String name : new String[] {"actor", "outlet", "hour"}) {
                headers.remove(PREFIX + side + "." + name);
            }
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(Headers headers, String name, Side side) {
        side.actorId().ifPresent(actor -> put(headers, name + ".actor", actor));
        put(headers, name + ".outlet", side.outlet());
        put(headers, name + ".hour", side.hour());
    }

    private static Optional<Side> side(Headers headers, String name) {
        Optional<String> hour = get(headers, name + ".hour");
        return hour.map(h -> new Side(
                get(headers, name + ".actor"), get(headers, name + ".outlet").orElse(""), h));
    }

    private static Optional<String> get(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Optional<String> name, E unknown) {
        for (E constant : type.getEnumConstants()) {
            if (name.isPresent() && constant.name().equals(name.get())) {
                return constant;
            }
        }
        return unknown;
    }
}
