package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;

/** Tags names and claims by the network that comes with this library. Thread-safe; the result depends on the text alone. */
public final class Tagger {
    private final Network network;

    private Tagger(Network network) {
        this.network = network;
    }

    /** Reads the model, which takes a fraction of a second; one tagger serves all threads. */
    public static Tagger load() {
        return new Tagger(Network.load());
    }

    /** What the network finds in a text; work and memory are linear in its length. */
    public Tagged tag(Document document) {
        List<Tagged.Name> names = new ArrayList<>();
        List<Tagged.Claim> claims = new ArrayList<>();
        TokenContext context = TokenContext.of(document);
        List<Integer> edges = Pieces.edges(document);
        for (int i = 0; i + 1 < edges.size(); i++) {
            int from = edges.get(i);
            int to = edges.get(i + 1);
            Network.Encoded encoded = network.encode(document, context, from, to);
            names.addAll(NameTags.decode(document, from, to - from, encoded.entity()));
            List<Roles.Cue> cues = ClaimTags.cues(encoded.cue(), to - from);
            List<Roles.Window> windows = network.roles().read(document, from, to - from, encoded.states(), cues);
            claims.addAll(ClaimTags.claims(windows, encoded.act(), from));
        }
        return new Tagged(names, claims);
    }
}
