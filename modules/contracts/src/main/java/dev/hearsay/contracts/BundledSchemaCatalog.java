package dev.hearsay.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The catalog without any service: ids are fixed in {@code schemas/ids.lock}, one line for each released schema of each
 * record ({@code id fingerprint record file}), in a range that registries, which count up from 1, do not reach. An id is
 * never used again for another schema.
 */
public final class BundledSchemaCatalog implements SchemaCatalog {
    /** First id of the reserved range. */
    public static final int FIRST_RESERVED_ID = 1_900_000_000;

    private static final String ROOT = "/dev/hearsay/contracts/schemas/";

    /** One line of the lock. */
    public record Entry(int id, String fingerprint, String record, String file) {}

    private final List<Entry> entries;
    private final Map<Integer, Schema> byId;
    private final Map<Long, Integer> byFingerprint;

    private BundledSchemaCatalog(List<Entry> entries, Map<Integer, Schema> byId, Map<Long, Integer> byFingerprint) {
        this.entries = entries;
        this.byId = byId;
        this.byFingerprint = byFingerprint;
    }

    /**
     * Reads the schemas and the lock from the class path.
     *
     * @throws IllegalStateException if this build is inconsistent: a schema of the lock is missing or another one
     */
    public static BundledSchemaCatalog load() {
        return load(BundledSchemaCatalog::resource);
    }

    /** @param read gives the text of a path below {@code schemas/} */
    static BundledSchemaCatalog load(UnaryOperator<String> read) {
        Map<Integer, Schema> byId = new HashMap<>();
        Map<Long, Integer> byFingerprint = new HashMap<>();
        List<Entry> entries = read.apply("ids.lock")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(BundledSchemaCatalog::entry)
                .toList();
        for (Entry entry : entries) {
            Schema schema = SchemaFiles.resolve(entry.file(), read);
            if (!fingerprint(schema).equals(entry.fingerprint())) {
                throw new IllegalStateException("schema " + entry.file() + " is not the one that ids.lock names for id "
                        + entry.id() + ": its fingerprint is " + fingerprint(schema));
            }
            if (byId.put(entry.id(), schema) != null) {
                throw new IllegalStateException("ids.lock holds id " + entry.id() + " twice");
            }
            byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), entry.id());
        }
        return new BundledSchemaCatalog(entries, Map.copyOf(byId), Map.copyOf(byFingerprint));
    }

    /** The lines of the lock, in file order. */
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Integer id = byFingerprint.get(SchemaNormalization.parsingFingerprint64(schema));
        if (id == null) {
            throw new SchemaCatalogException(
                    "schema " + schema.getFullName() + " (" + fingerprint(schema) + ") has no id in schemas/ids.lock");
        }
        return id;
    }

    @Override
    public Optional<Schema> schemaOf(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The SHA-256 fingerprint of a schema's parsing canonical form (Avro specification), in hex. */
    public static String fingerprint(Schema schema) {
        try {
            byte[] bytes = SchemaNormalization.parsingFingerprint("SHA-256", schema);
            StringBuilder hex = new StringBuilder();
            for (byte b : bytes) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return hex.toString();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    private static Entry entry(String line) {
        String[] f = line.trim().split("\\s+");
        if (f.length != 4 || !f[0].matches("\\d{1,10}")) {
            throw new IllegalStateException("ids.lock: '" + line + "' must be: id fingerprint record file");
        }
        long id = Long.parseLong(f[0]);
        if (id < FIRST_RESERVED_ID || id > Integer.MAX_VALUE) {
            throw new IllegalStateException("ids.lock: id " + id + " is not in the reserved range");
        }
        return new Entry((int) id, f[1], f[2], f[3]);
    }

    private static String resource(String file) {
        try (InputStream in = BundledSchemaCatalog.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new IllegalStateException("schemas/" + file + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("schemas/" + file + " cannot be read", e);
        }
    }
}
