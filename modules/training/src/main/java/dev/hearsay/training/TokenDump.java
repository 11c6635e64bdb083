package dev.hearsay.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Quotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/**
 * Writes the tokens of texts as JSON lines, so that a model is trained on exactly the tokens that it will meet. Offsets are
 * code points. One line a file: {@code doc}, {@code tokens} [[start, end]…], first token of each of {@code sentences} and
 * {@code paragraphs}, {@code quote} (depth of quotation per token), {@code quotations} [[first token, end, closed,
 * continued]…], {@code parts} (what each paragraph is), {@code boilerplate} (paragraphs), {@code body} (first token of each
 * paragraph after a dateline).
 */
public final class TokenDump {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenDump() {}

    /** Arguments: a directory of text files, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: TokenDump DIRECTORY OUTPUT.jsonl");
            System.exit(2);
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])))) {
            for (Path file : TextFiles.in(Path.of(arguments[0]))) {
                out.println(JSON.writeValueAsString(dump(TextFiles.stem(file), Document.of(TextFiles.read(file)))));
            }
        }
    }

    static ObjectNode dump(String stem, Document document) {
        ObjectNode line = JSON.createObjectNode();
        line.put("doc", stem);
        ArrayNode tokens = line.putArray("tokens");
        for (int i = 0; i < document.size(); i++) {
            tokens.addArray().add(document.start(i)).add(document.end(i));
        }
        numbers(line, "sentences", document.sentences(), document::sentenceStart);
        numbers(line, "paragraphs", document.paragraphs(), document::paragraphStart);
        numbers(line, "body", document.paragraphs(), document::bodyStart);
        numbers(line, "quote", document.size(), document::quoteDepth);
        ArrayNode quotations = line.putArray("quotations");
        for (Quotation quotation : document.quotations()) {
            quotations
                    .addArray()
                    .add(quotation.start())
                    .add(quotation.end())
                    .add(quotation.closed())
                    .add(quotation.continued());
        }
        ArrayNode parts = line.putArray("parts");
        ArrayNode boilerplate = line.putArray("boilerplate");
        for (int p = 0; p < document.paragraphs(); p++) {
            parts.add(document.part(p).name());
            if (document.boilerplate(p)) {
                boilerplate.add(p);
            }
        }
        return line;
    }

    private static void numbers(ObjectNode line, String name, int count, IntUnaryOperator number) {
        ArrayNode all = line.putArray(name);
        for (int i = 0; i < count; i++) {
            all.add(number.applyAsInt(i));
        }
    }
}
