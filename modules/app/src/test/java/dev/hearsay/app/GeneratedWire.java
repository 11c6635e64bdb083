package dev.hearsay.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A wire of any length about invented people: stories with revisions, kills and holds, one ninjs document a line. */
final class GeneratedWire {
    private static final List<String> FIRST =
            List.of("Amara", "Bela", "Cyrus", "Dunya", "Emil", "Farah", "Goran", "Hedda");
    private static final List<String> LAST =
            List.of("Ashgrove", "Birkwell", "Cotterdam", "Dunmoor", "Elsinger", "Farrowby", "Grimsholt", "Hallowmere");
    private static final List<String> SAID = List.of(
            "The harbor will stay open through the winter",
            "Nobody was told about the contract",
            "We will repair every bridge before spring",
            "Our figures show a different picture",
            "The ferry was never meant to run at night",
            "There is no money left for the museum");
    private static final List<String> OUTLETS = List.of("Tarn Valley Wire", "Oxbow Gazette", "Lower Fell Courier");

    private final Random random;

    private GeneratedWire(long seed) {
        random = new Random(seed);
    }

    /** That many stories, most in one version, some in several. */
    static List<String> lines(int stories, long seed) {
        return new GeneratedWire(seed).generate(stories);
    }

    /** The same stories in another order, a third of the lines twice. */
    static List<String> shuffled(List<String> lines, long seed) {
        List<String> all = new ArrayList<>(lines);
        Random random = new Random(seed);
        lines.stream().filter(line -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    private List<String> generate(int stories) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < stories; i++) {
            int versions = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 1;
            for (int version = 1; version <= versions; version++) {
                lines.add(document(i, version, version > 1 && random.nextInt(4) == 0 ? "withheld" : "usable"));
            }
            if (random.nextInt(20) == 0) {
                lines.add(document(i, versions + 1, "canceled"));
            }
        }
        return lines;
    }

    private String document(int story, int version, String status) {
        return String.format(
                "{\"uri\":\"urn:generated:%d\",\"provider\":\"Generated\",\"outlet\":\"%s\",\"type\":\"text\","
                        + "\"version\":\"%d\",\"versioncreated\":\"2026-11-%02dT%02d:%02d:00Z\","
                        + "\"firstcreated\":\"2026-11-%02dT%02d:00:00Z\",\"pubstatus\":\"%s\",\"language\":\"en\","
                        + "\"headline\":\"Council meets again\",\"body_text\":\"%s\"}",
                story,
                OUTLETS.get(story % OUTLETS.size()),
                version,
                1 + story % 20,
                story % 24,
                version,
                1 + story % 20,
                story % 24,
                status,
                body());
    }

    private String body() {
        StringBuilder out = new StringBuilder("The council met on Tuesday.");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            out.append("\\n\\n\\u201c")
                    .append(pick(SAID))
                    .append(",\\u201d said ")
                    .append(pick(FIRST))
                    .append(' ')
                    .append(pick(LAST))
                    .append('.');
        }
        return out.toString();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
