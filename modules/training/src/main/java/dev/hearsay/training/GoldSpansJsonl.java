package dev.hearsay.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Extracts with the spans of the claims given: measures speakers and acts apart from how well spans are found. Writes the lines that
 * the scorers read.
 */
public final class GoldSpansJsonl {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldSpansJsonl() {}

    /** Arguments: a corpus in PolNeAR's layout, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: GoldSpansJsonl CORPUS OUTPUT.jsonl");
            System.exit(2);
        }
        Path corpus = Path.of(arguments[0]);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])))) {
            for (Map.Entry<String, List<PolnearCorpus.Attribution>> entry :
                    PolnearCorpus.attributions(corpus).entrySet()) {
                String text = TextFiles.read(PolnearCorpus.text(corpus, entry.getKey()));
                Extractor extractor = Extractor.open().with((document, mentions) -> found(document, entry.getValue()));
                out.println(JSON.writeValueAsString(
                        ExtractJsonl.line(entry.getKey(), text, extractor.extract(text, "en"))));
            }
        }
    }

    private static List<FoundClaim> found(Document document, List<PolnearCorpus.Attribution> attributions) {
        return attributions.stream()
                .map(attribution -> attribution.found(document))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(claim -> (claim.content().isEmpty() ? claim.cue() : claim.content())
                        .get(0)
                        .start()))
                .toList();
    }
}
