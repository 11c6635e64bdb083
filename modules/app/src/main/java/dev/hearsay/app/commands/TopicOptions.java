package dev.hearsay.app.commands;

import dev.hearsay.app.configuration.Configuration;
import dev.hearsay.app.kafka.Applications;
import dev.hearsay.contracts.SchemaCatalog;
import dev.hearsay.contracts.Topics;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topics on a cluster are Hearsay's, and how its clients are set. */
final class TopicOptions {
    private final Configuration configuration;

    @Option(
            names = "--prefix",
            descriptionKey = "prefix",
            paramLabel = "TEXT",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "What the names of the topics begin with (default: ${DEFAULT-VALUE}).")
    private String prefix = "";

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A setting for Kafka's clients, as Kafka names it; may be repeated.")
    private Map<String, String> kafka = Map.of();

    @Mixin
    private CatalogOptions catalog;

    TopicOptions(Configuration configuration) {
        this.configuration = configuration;
    }

    String prefix() {
        return prefix;
    }

    /** The names of the roles. */
    Applications applications() {
        return Applications.of(prefix);
    }

    SortedMap<String, String> kafka() {
        SortedMap<String, String> settings = new TreeMap<>(configuration.kafka());
        settings.putAll(kafka);
        return settings;
    }

    SchemaCatalog catalog() {
        return catalog.catalog();
    }

    /** The topics as they would be created. */
    Topics topics(int partitions) {
        return Topics.of(prefix, partitions, catalog());
    }
}
