package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.RegistryAccess;
import dev.hearsay.contracts.RegistrySchemaCatalog;
import dev.hearsay.contracts.SchemaCatalog;
import dev.hearsay.contracts.SchemaCatalogException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the ids of schemas come from. */
final class CatalogOptions {
    @Option(
            names = "--schema-registry",
            descriptionKey = "schema-registry",
            paramLabel = "URL",
            description = "A Confluent-compatible schema registry; commas join several addresses of one. Without it ids"
                    + " are fixed and none is needed.")
    private @Nullable String addresses;

    @Option(
            names = "--schema-registry-user",
            descriptionKey = "schema-registry-user",
            paramLabel = "NAME",
            description = "Its user.")
    private @Nullable String user;

    @Option(
            names = "--schema-registry-password",
            descriptionKey = "schema-registry-password",
            paramLabel = "TEXT",
            description = "Its password; better in HEARSAY_SCHEMA_REGISTRY_PASSWORD, which others cannot see.")
    private @Nullable String password;

    /**
     * The catalog that the options name.
     *
     * @throws Failure when they name a registry that does not answer
     */
    SchemaCatalog catalog() {
        if (addresses == null) {
            return BundledSchemaCatalog.load();
        }
        try {
            RegistryAccess access = RegistryAccess.of(addresses);
            RegistrySchemaCatalog catalog = new RegistrySchemaCatalog(
                    user == null ? access : access.as(user, password == null ? "" : password));
            catalog.requireRegistry();
            return catalog;
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--schema-registry: " + e.getMessage() + ".");
        } catch (SchemaCatalogException e) {
            String message = String.valueOf(e.getMessage());
            throw Failure.cannotRun(Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".", e);
        }
    }
}
