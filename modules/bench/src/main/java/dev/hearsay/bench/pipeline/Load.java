package dev.hearsay.bench.pipeline;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Records as they stand on the topic, ready to send, so that reading and encoding them is not part of a measurement. */
record Load(List<Item> items) {
    /**
     * One record.
     *
     * @param key the story id
     */
    record Item(String key, byte[] value) {}

    /** Invented stories with these numbers. */
    static Load synthetic(SyntheticWire wire, int first, int count, Topic<Article> topic) {
        return new Load(IntStream.range(first, first + count)
                .mapToObj(number -> item(wire.story(number), topic))
                .toList());
    }

    /** The stories of a wire file in any format that Hearsay reads; what it refuses is left out. */
    static Load wire(Path file, Topic<Article> topic) throws IOException {
        List<Item> items = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            ArticleReader.read(in, ReadOptions.of(file.getFileName().toString()), parsed -> {
                if (parsed instanceof Parsed.Accepted accepted) {
                    accepted.articles().forEach(article -> items.add(item(article, topic)));
                }
            });
        }
        return new Load(items);
    }

    private static Item item(Article article, Topic<Article> topic) {
        return new Item(article.getStoryId(), topic.valueSerde().serializer().serialize(topic.name(), article));
    }

    int size() {
        return items.size();
    }

    long bytes() {
        return items.stream().mapToLong(item -> item.value().length).sum();
    }
}
