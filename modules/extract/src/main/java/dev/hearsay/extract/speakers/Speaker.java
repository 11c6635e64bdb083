package dev.hearsay.extract.speakers;

import java.util.List;
import java.util.Optional;

/**
 * Who a source is.
 *
 * @param members the members of the cast that speak; none for an unnamed speaker, several for joint ones
 * @param description what the text calls a speaker without a name
 * @param affiliation the member that the speaker belongs to, if the text says so
 * @param confidence how sure the decision is, 0 to 1
 * @param decidedBy the rule that made it
 */
public record Speaker(
        List<Member> members,
        Optional<String> description,
        Optional<Member> affiliation,
        double confidence,
        String decidedBy) {
    /** Copies the members. */
    public Speaker {
        members = List.copyOf(members);
    }

    static Speaker of(Member member, double confidence, String decidedBy) {
        return new Speaker(List.of(member), Optional.empty(), Optional.empty(), confidence, decidedBy);
    }

    static Speaker unnamed(String description, Optional<Member> affiliation, String decidedBy) {
        return new Speaker(
                List.of(),
                description.isBlank() ? Optional.empty() : Optional.of(description),
                affiliation,
                0.8,
                decidedBy);
    }
}
