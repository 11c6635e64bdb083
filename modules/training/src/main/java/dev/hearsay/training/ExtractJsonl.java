package dev.hearsay.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.extract.ClaimIds;
import dev.hearsay.extract.Entity;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.TextSpan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Extracts the text files of a directory and writes the lines that the scorers read. */
public final class ExtractJsonl {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExtractJsonl() {}

    /** Arguments: a directory of text files, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: ExtractJsonl DIRECTORY OUTPUT.jsonl");
            System.exit(2);
        }
        Extractor extractor = Extractor.open();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])))) {
            for (Path file : TextFiles.in(Path.of(arguments[0]))) {
                String text = TextFiles.read(file);
                out.println(JSON.writeValueAsString(line(TextFiles.stem(file), text, extractor.extract(text, "en"))));
            }
        }
    }

    static ObjectNode line(String stem, String text, Extraction extraction) {
        ObjectNode line = JSON.createObjectNode();
        line.put("doc", stem);
        ArrayNode entities = line.putArray("entities");
        for (Entity entity : extraction.entities()) {
            ObjectNode node = entities.addObject();
            node.put("id", entity.id());
            node.put("name", entity.name());
            node.put("type", entity.type().name());
            spans(node, "mentions", entity.mentions());
        }
        List<String> ids = ClaimIds.assign(stem, text, extraction.claims());
        ArrayNode claims = line.putArray("claims");
        for (int i = 0; i < ids.size(); i++) {
            ExtractedClaim claim = extraction.claims().get(i);
            ObjectNode node = claims.addObject();
            node.put("id", ids.get(i));
            claim.actor()
                    .ifPresentOrElse(
                            actor -> node.putObject("actor")
                                    .put("id", actor.id())
                                    .put("name", actor.name())
                                    .put("type", actor.type().name()),
                            () -> node.putNull("actor"));
            spans(node, "source", claim.source());
            spans(node, "cue", claim.cue());
            spans(node, "content", claim.content());
            node.put("type", claim.type().name());
            node.put("act", claim.act().name());
            node.put("counted", claim.act().counted());
            node.put("confidence", Math.round(claim.confidence() * 1000) / 1000.0);
            node.put("decidedBy", claim.decidedBy());
        }
        return line;
    }

    private static void spans(ObjectNode node, String name, List<TextSpan> spans) {
        ArrayNode all = node.putArray(name);
        spans.forEach(span -> all.addArray().add(span.start()).add(span.end()));
    }
}
