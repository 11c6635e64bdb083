package dev.hearsay.contracts;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds and parses every record key of the public topics.
 *
 * <p>A composite key joins its parts with {@code |}; a story id joins provider and document id with {@code :}. Each
 * part percent-encodes {@code %}, {@code |} and {@code :}, and nothing else, so that keys stay readable. A story id
 * inside a composite key is not encoded a second time: it holds no raw {@code |}.
 */
public final class Keys {
    private Keys() {}

    /** Provider and document id of a story. */
    public record StoryRef(String provider, String documentId) {}

    /** An entity in a story. */
    public record EntityInStory(String storyId, String entityId) {}

    /** A statement of an actor. */
    public record StatementRef(String actorId, String fingerprint) {}

    /** An actor (or entity) in an hour, such as {@code 2026-11-23T14Z}. */
    public record ActorHour(String actorId, String hour) {}

    /** An actor in an outlet. */
    public record ActorOutlet(String actorId, String outlet) {}

    /** The story id of a provider's document: {@code provider:document-id}. */
    public static String storyId(String provider, String documentId) {
        return encode(provider) + ':' + encode(documentId);
    }

    /**
     * Takes a story id apart.
     *
     * @throws IllegalArgumentException if it is not one that {@link #storyId} builds
     */
    public static StoryRef parseStoryId(String storyId) {
        List<String> parts = split(storyId, ':', "story id");
        StoryRef ref = new StoryRef(parts.get(0), parts.get(1));
        if (ref.provider().isEmpty() || ref.documentId().isEmpty()) {
            throw new IllegalArgumentException("story id '" + storyId + "' lacks its provider or its document id");
        }
        return ref;
    }

    /** Whether {@link #parseStoryId} accepts this. */
    public static boolean isStoryId(String storyId) {
        int colon = storyId.indexOf(':');
        if (colon <= 0 || colon == storyId.length() - 1 || storyId.indexOf(':', colon + 1) >= 0) {
            return false;
        }
        try {
            parseStoryId(storyId);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** Key of an entity in a story. */
    public static String entityInStory(String storyId, String entityId) {
        return storyId + '|' + encode(entityId);
    }

    /** Inverse of {@link #entityInStory}. */
    public static EntityInStory parseEntityInStory(String key) {
        int bar = key.indexOf('|');
        if (bar < 0 || key.indexOf('|', bar + 1) >= 0) {
            throw new IllegalArgumentException("'" + key + "' is no key of an entity in a story");
        }
        return new EntityInStory(key.substring(0, bar), decode(key.substring(bar + 1)));
    }

    /** Key of a statement. */
    public static String statement(String actorId, String fingerprint) {
        return encode(actorId) + '|' + encode(fingerprint);
    }

    /** Inverse of {@link #statement}. */
    public static StatementRef parseStatement(String key) {
        List<String> parts = split(key, '|', "statement key");
        return new StatementRef(parts.get(0), parts.get(1));
    }

    /** Key of an actor's or entity's counts in all time. */
    public static String actor(String actorId) {
        return actorId;
    }

    /** Key of an actor's or entity's counts in one hour. */
    public static String actorHour(String actorId, String hour) {
        return encode(actorId) + '|' + encode(hour);
    }

    /** Inverse of {@link #actorHour}. */
    public static ActorHour parseActorHour(String key) {
        List<String> parts = split(key, '|', "hourly key");
        return new ActorHour(parts.get(0), parts.get(1));
    }

    /** Key of an actor's counts in one outlet. */
    public static String actorOutlet(String actorId, String outlet) {
        return encode(actorId) + '|' + encode(outlet);
    }

    /** Inverse of {@link #actorOutlet}. */
    public static ActorOutlet parseActorOutlet(String key) {
        List<String> parts = split(key, '|', "key by outlet");
        return new ActorOutlet(parts.get(0), parts.get(1));
    }

    private static List<String> split(String key, char separator, String what) {
        int at = key.indexOf(separator);
        if (at < 0 || key.indexOf(separator, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' is no " + what + ": it must hold exactly one '" + separator + "'");
        }
        List<String> parts = new ArrayList<>(2);
        parts.add(decode(key.substring(0, at)));
        parts.add(decode(key.substring(at + 1)));
        return parts;
    }

    static String encode(String part) {
        StringBuilder out = null;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            String code =
                    switch (c) {
                        case '%' -> "%25";
                        case '|' -> "%7C";
                        case ':' -> "%3A";
                        default -> "";
                    };
            if (!code.isEmpty() && out == null) {
                out = new StringBuilder(part.length() + 8).append(part, 0, i);
            }
            if (out != null) {
                if (code.isEmpty()) {
                    out.append(c);
                } else {
                    out.append(code);
                }
            }
        }
        return out == null ? part : out.toString();
    }

    static String decode(String part) {
        if (part.indexOf('|') >= 0 || part.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + part + "' holds a separator that is not encoded");
        }
        if (part.indexOf('%') < 0) {
            return part;
        }
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            String code = part.substring(i, Math.min(part.length(), i + 3));
            switch (code) {
                case "%25" -> out.append('%');
                case "%7C" -> out.append('|');
                case "%3A" -> out.append(':');
                default -> throw new IllegalArgumentException("'" + part + "' holds the unknown code '" + code + "'");
            }
            i += 2;
        }
        return out.toString();
    }
}
