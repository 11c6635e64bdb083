package dev.hearsay.contracts;

import java.util.Optional;
import org.apache.avro.Schema;

/** Knows the id of each schema that we write and the schema of each id that we read. Implementations are thread-safe. */
public interface SchemaCatalog {
    /**
     * The id under which records of this schema are written.
     *
     * @param subject {@code <topic>-value}
     * @throws SchemaCatalogException if the catalog cannot give one
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema of an id, or empty if the catalog knows no such id.
     *
     * @throws MalformedRecordException if the id means something else than an Avro schema
     * @throws SchemaCatalogException if the catalog cannot be asked
     */
    Optional<Schema> schemaOf(int id);
}
