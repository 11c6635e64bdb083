package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.TopicReader;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.extract.NormalizedName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay alias}. */
@Command(
        name = "alias",
        description = "Say that two names are one actor. It moves the counts of the past, too, exactly.",
        subcommands = {AliasCommand.Put.class, AliasCommand.Remove.class, AliasCommand.ListThem.class})
public final class AliasCommand extends Group {

    private static SortedMap<String, Alias> aliases(Cluster cluster, Topic<Alias> topic) {
        SortedMap<String, Alias> aliases = new TreeMap<>();
        var reader = topic.valueSerde().deserializer();
        TopicReader.readAll(cluster, topic.name(), found -> {
            if (found.key() == null) {
                return;
            }
            String name = new String(found.key(), StandardCharsets.UTF_8);
            if (found.value() == null) {
                aliases.remove(name);
            } else {
                aliases.put(name, reader.deserialize(topic.name(), found.value()));
            }
        });
        return aliases;
    }

    private static void write(Cluster cluster, Topic<Alias> topic, String key, @Nullable Alias alias)
            throws InterruptedException {
        try (KafkaProducer<String, Alias> producer = new KafkaProducer<>(
                cluster.properties(Map.of("client.id", "hearsay-alias", "acks", "all")),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, alias)).get();
        } catch (ExecutionException e) {
            throw Failure.cannotRun(
                    "Kafka did not accept the alias: " + e.getCause().getMessage() + ".", e);
        }
    }

    private static String id(String name) {
        String id = NormalizedName.of(name);
        if (id.isEmpty()) {
            throw Failure.usage("\"" + name + "\" holds no letter or digit that could be a name.");
        }
        return id;
    }

    /** {@code hearsay alias set}. */
    @Command(
            name = "set",
            description = {
                "Count what NAME says for ACTOR, from the first story on.",
                "Aliases are not chained: ACTOR must not be an alias itself."
            },
            footer = {"", "Example:", "  hearsay alias set \"Mr. Juniper\" \"Alder Juniper\" --note \"same person\""})
    static final class Put implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private KafkaOptions kafka;

        @Parameters(index = "0", paramLabel = "NAME", description = "The name that stories use.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "ACTOR", description = "The name of the actor that it stands for.")
        private String actor = "";

        @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the alias.")
        private @Nullable String note;

        Put(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException {
            String from = id(name);
            String to = id(actor);
            if (from.equals(to)) {
                throw Failure.usage("\"" + name + "\" and \"" + actor + "\" are the same name already.");
            }
            Cluster cluster = kafka.cluster();
            try (Admin admin = cluster.connect(kafka.patience())) {
                Topic<Alias> topic = kafka.existingTopics(admin).aliases();
                SortedMap<String, Alias> aliases = aliases(cluster, topic);
                if (aliases.containsKey(to)) {
                    throw Failure.usage("\"" + actor + "\" is itself an alias of \""
                            + aliases.get(to).getActorId() + "\": use that name.");
                }
                Optional<String> chained = aliases.entrySet().stream()
                        .filter(entry -> entry.getValue().getActorId().equals(from))
                        .map(Map.Entry::getKey)
                        .findFirst();
                if (chained.isPresent()) {
                    throw Failure.usage("\"" + chained.get() + "\" is an alias of \"" + name + "\": point it to \""
                            + actor + "\" first.");
                }
                write(
                        cluster,
                        topic,
                        from,
                        Alias.newBuilder()
                                .setName(name)
                                .setActorId(to)
                                .setNote(note)
                                .build());
            }
            terminal.println("\"" + name + "\" now counts as \"" + to + "\".");
            return 0;
        }
    }

    /** {@code hearsay alias remove}. */
    @Command(name = "remove", description = "Take an alias back: the counts part again, as if it had never been set.")
    static final class Remove implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private KafkaOptions kafka;

        @Parameters(index = "0", paramLabel = "NAME", description = "The name that stories use.")
        private String name = "";

        Remove(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException {
            Cluster cluster = kafka.cluster();
            try (Admin admin = cluster.connect(kafka.patience())) {
                Topic<Alias> topic = kafka.existingTopics(admin).aliases();
                if (!aliases(cluster, topic).containsKey(id(name))) {
                    terminal.note("hearsay: \"" + name + "\" is no alias.");
                    return Failure.FOUND;
                }
                write(cluster, topic, id(name), null);
            }
            terminal.println("\"" + name + "\" stands for itself again.");
            return 0;
        }
    }

    /** {@code hearsay alias list}. */
    @Command(name = "list", description = "List the aliases, by name.")
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private KafkaOptions kafka;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() {
            Cluster cluster = kafka.cluster();
            Rows rows = new Rows(Column.text("id"), Column.text("name"), Column.text("actor"), Column.text("note"));
            try (Admin admin = cluster.connect(kafka.patience())) {
                aliases(cluster, kafka.existingTopics(admin).aliases())
                        .forEach((id, alias) -> rows.add(id, alias.getName(), alias.getActorId(), alias.getNote()));
            }
            output.print(rows);
            return 0;
        }
    }
}
