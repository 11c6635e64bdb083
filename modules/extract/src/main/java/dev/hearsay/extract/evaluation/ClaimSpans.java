package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.TextSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a claim stands in a text, annotated or found; each list may be empty. */
public record ClaimSpans(List<TextSpan> source, List<TextSpan> cue, List<TextSpan> content) {
    /** Copies the lists, in text order. */
    public ClaimSpans {
        source = source.stream().sorted().toList();
        cue = cue.stream().sorted().toList();
        content = content.stream().sorted().toList();
    }

    /** The spans of extracted claims; claims of joint speakers, which share cue and content, are one with all the sources. */
    public static List<ClaimSpans> of(List<ExtractedClaim> claims) {
        Map<ClaimSpans, ClaimSpans> joint = new LinkedHashMap<>();
        for (ExtractedClaim claim : claims) {
            joint.merge(
                    new ClaimSpans(List.of(), claim.cue(), claim.content()),
                    new ClaimSpans(claim.source(), claim.cue(), claim.content()),
                    ClaimSpans::withSourceOf);
        }
        return List.copyOf(joint.values());
    }

    private ClaimSpans withSourceOf(ClaimSpans other) {
        List<TextSpan> both =
                Stream.concat(source.stream(), other.source.stream()).distinct().toList();
        return new ClaimSpans(both, cue, content);
    }
}
