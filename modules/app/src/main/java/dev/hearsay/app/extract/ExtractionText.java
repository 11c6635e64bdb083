package dev.hearsay.app.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hearsay.app.output.DisplayWidth;
import dev.hearsay.extract.Actor;
import dev.hearsay.extract.ClaimIds;
import dev.hearsay.extract.Entity;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.TextSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What was extracted from a document, printed. */
public final class ExtractionText {
    private static final JsonFactory JSON = new JsonFactory();

    private final Document document;
    private final String text;
    private final Extraction extraction;

    /** What was extracted from this text of a document. */
    public ExtractionText(Document document, String text, Extraction extraction) {
        this.document = document;
        this.text = text;
        this.extraction = extraction;
    }

    /** One line of JSON; spans are pairs of code points, counted from the beginning of the file. */
    public String jsonLine() {
        StringWriter writer = new StringWriter();
        List<ExtractedClaim> claims = extraction.claims();
        List<String> ids = ClaimIds.assign(document.name(), text, claims);
        try (JsonGenerator json = JSON.createGenerator(writer)) {
            json.writeStartObject();
            json.writeStringField("doc", document.name());
            json.writeArrayFieldStart("entities");
            for (Entity entity : extraction.entities()) {
                write(json, entity);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("claims");
            for (int i = 0; i < claims.size(); i++) {
                write(json, ids.get(i), claims.get(i));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.append('\n').toString();
    }

    private static void write(JsonGenerator json, Entity entity) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entity.id());
        json.writeStringField("name", entity.name());
        json.writeStringField("type", entity.type().name());
        write(json, "mentions", entity.mentions());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String id, ExtractedClaim claim) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        if (claim.actor().isPresent()) {
            Actor actor = claim.actor().get();
            json.writeObjectFieldStart("actor");
            json.writeStringField("id", actor.id());
            json.writeStringField("name", actor.name());
            json.writeStringField("type", actor.type().name());
            json.writeEndObject();
        } else {
            json.writeNullField("actor");
        }
        write(json, "source", claim.source());
        write(json, "cue", claim.cue());
        write(json, "content", claim.content());
        json.writeStringField("type", claim.type().name());
        json.writeStringField("act", claim.act().name());
        json.writeBooleanField("counted", claim.act().counted());
        json.writeNumberField("confidence", Math.round(claim.confidence() * 1000) / 1000.0);
        json.writeStringField("decidedBy", claim.decidedBy());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, List<TextSpan> spans) throws IOException {
        json.writeArrayFieldStart(field);
        for (TextSpan span : spans) {
            json.writeStartArray();
            json.writeNumber(span.start());
            json.writeNumber(span.end());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** Lines for a person: each claim with its speaker, its words and how they were found. */
    public String readable() {
        StringBuilder out = new StringBuilder(document.name());
        if (!extraction.supported()) {
            return out.append(": not read, its language is not supported\n").toString();
        }
        out.append(": ")
                .append(count(extraction.claims().size(), "claim"))
                .append(", ")
                .append(count(extraction.entities().size(), "named entity", "named entities"))
                .append(extraction.truncated() ? ", only its beginning was read" : "")
                .append('\n');
        for (ExtractedClaim claim : extraction.claims()) {
            out.append("\n  ").append(speaker(claim));
            String cue = words(claim.cue());
            out.append(cue.isEmpty() ? "" : "  [" + cue + "]").append('\n');
            String content = words(claim.content());
            if (!content.isEmpty()) {
                out.append("    ").append(content).append('\n');
            }
            out.append("    ")
                    .append(claim.act().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(", ")
                    .append(claim.type().name().toLowerCase(Locale.ROOT))
                    .append(String.format(Locale.ROOT, ", %.2f by ", claim.confidence()))
                    .append(claim.decidedBy())
                    .append('\n');
        }
        return out.append('\n').toString();
    }

    private String speaker(ExtractedClaim claim) {
        String about = claim.role().map(role -> ", " + role).orElse("")
                + claim.affiliation().map(affiliation -> ", " + affiliation).orElse("");
        if (claim.actor().isPresent()) {
            Actor actor = claim.actor().get();
            return printable(actor.name() + " (" + actor.type().name().toLowerCase(Locale.ROOT) + about + ")");
        }
        String source = words(claim.source());
        return source.isEmpty() ? "nobody named" : "unnamed: " + source;
    }

    private String words(List<TextSpan> spans) {
        StringBuilder out = new StringBuilder();
        for (TextSpan span : spans) {
            int start = text.offsetByCodePoints(0, span.start());
            out.append(out.length() == 0 ? "" : " … ")
                    .append(text, start, text.offsetByCodePoints(start, span.length()));
        }
        return printable(out.toString());
    }

    private static String printable(String words) {
        return DisplayWidth.printable(words).strip().replaceAll(" {2,}", " ");
    }

    private static String count(int n, String what) {
        return count(n, what, what + "s");
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
