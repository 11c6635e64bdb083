package dev.hearsay.contracts;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/** Reads a schema file together with the shared types that it names, which stand in files beside it. */
public final class SchemaFiles {
    /** Each may name those before it. */
    private static final List<String> SHARED = List.of("Span", "ActorType", "ClaimType", "Cause", "Form");

    private SchemaFiles() {}

    /**
     * The schema in a file.
     *
     * @param file path below the schema folder, such as {@code Claim.avsc} or {@code history/0.1.0/Claim.avsc}
     * @param read gives the text of such a path
     */
    public static Schema resolve(String file, UnaryOperator<String> read) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        String own = file.substring(folder.length(), file.length() - ".avsc".length());
        Schema.Parser parser = new Schema.Parser();
        int before = SHARED.contains(own) ? SHARED.indexOf(own) : SHARED.size();
        for (String shared : SHARED.subList(0, before)) {
            parser.parse(read.apply(folder + shared + ".avsc"));
        }
        return parser.parse(read.apply(file));
    }
}
