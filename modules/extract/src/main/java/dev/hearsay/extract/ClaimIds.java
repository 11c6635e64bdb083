package dev.hearsay.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids of a story's claims: the hash of the story id, the normalised content (of the cue, where there is no content) and
 * its ordinal among equal contents. Neither the actor nor the offsets enter, so that a re-attribution, or an edit
 * elsewhere in the story, updates the same claim.
 */
public final class ClaimIds {
    private ClaimIds() {}

    /** One id for each claim, in their order; no two are equal. */
    public static List<String> assign(String storyId, String text, List<ExtractedClaim> claims) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> ids = new ArrayList<>(claims.size());
        for (ExtractedClaim claim : claims) {
            boolean contentless = claim.content().isEmpty();
            String said = NormalizedContent.of(text, contentless ? claim.cue() : claim.content())
                    .text();
            String key = (contentless ? "cue" : "content") + '\n' + said;
            int ordinal = seen.merge(key, 1, Integer::sum) - 1;
            ids.add(NormalizedContent.fingerprint(storyId + '\n' + key + '\n' + ordinal));
        }
        return ids;
    }
}
