package dev.hearsay.training;

import dev.hearsay.extract.tagging.TokenContext;
import dev.hearsay.extract.tagging.WordForm;
import dev.hearsay.extract.text.Document;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what the network reads of texts, by the classes that read it at runtime, so that a model is trained on exactly the
 * tokens and features that it will meet. Two files: {@code words.tsv}, a line for each distinct token (number, form, key, head,
 * affix rows, shape row), and {@code tokens.bin}, big-endian: for each text the length of its name and the name (modified
 * UTF-8), number of tokens, then for each token its start and end (code points), word number, sentence, paragraph (int) and
 * context rows (byte).
 */
public final class FeatureDump {
    private FeatureDump() {}

    /** Arguments: the directory to write, then directories of text files. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: FeatureDump OUTPUT DIRECTORY...");
            System.exit(2);
        }
        Path output = Path.of(arguments[0]);
        Files.createDirectories(output);
        Map<String, Integer> words = new LinkedHashMap<>();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(output.resolve("tokens.bin"))))) {
            for (int i = 1; i < arguments.length; i++) {
                Path directory = Path.of(arguments[i]);
                for (Path file : TextFiles.in(directory)) {
                    out.writeUTF(directory.getFileName() + "/" + TextFiles.stem(file));
                    write(Document.of(TextFiles.read(file)), words, out);
                }
            }
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(output.resolve("words.tsv")))) {
            words.forEach((form, number) -> out.println(line(form, number)));
        }
    }

    private static void write(Document document, Map<String, Integer> words, DataOutputStream out) throws IOException {
        TokenContext context = TokenContext.of(document);
        out.writeInt(document.size());
        for (int i = 0; i < document.size(); i++) {
            out.writeInt(document.start(i));
            out.writeInt(document.end(i));
            Integer number = words.putIfAbsent(document.form(i), words.size());
            out.writeInt(number == null ? words.size() - 1 : number);
            out.writeInt(document.sentenceOf(i));
            out.writeInt(document.paragraphOf(i));
            for (int row : context.rows(i)) {
                out.writeByte(row);
            }
        }
    }

    private static String line(String form, int number) {
        WordForm word = new WordForm(form);
        StringBuilder line = new StringBuilder()
                .append(number)
                .append('\t')
                .append(form)
                .append('\t')
                .append(word.key())
                .append('\t')
                .append(word.head());
        for (int row : word.affixes()) {
            line.append('\t').append(row);
        }
        return line.append('\t').append(word.shape()).toString();
    }
}
