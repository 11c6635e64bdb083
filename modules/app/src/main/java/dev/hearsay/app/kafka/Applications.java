package dev.hearsay.app.kafka;

import java.util.List;

/**
 * The names under which the roles of one installation are known to Kafka: consumer groups, Streams applications and what
 * these name after themselves.
 *
 * @param prefix {@code hearsay-} for topics that begin with {@code hearsay.}
 */
public record Applications(String prefix) {
    /** Those of an installation whose topics begin with this. */
    public static Applications of(String topicPrefix) {
        String name = topicPrefix.replaceAll("[^A-Za-z0-9]+$", "");
        return new Applications((name.isEmpty() ? "hearsay" : name) + "-");
    }

    /** Group of the sinks. */
    public String sink() {
        return prefix + "sink";
    }

    /** Application id of the extraction topology. */
    public String extraction() {
        return prefix + "extraction";
    }

    /** Application id of the counting topology. */
    public String counting() {
        return prefix + "counting";
    }

    /** The Streams applications, in the order of the flow. */
    public List<String> streams() {
        return List.of(extraction(), counting());
    }

    /** The consumer groups of all roles. */
    public List<String> groups() {
        return List.of(extraction(), counting(), sink());
    }
}
