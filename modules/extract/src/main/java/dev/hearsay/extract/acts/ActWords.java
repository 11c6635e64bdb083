package dev.hearsay.extract.acts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which kinds of act a word in a cue may tell of, by a list that is read once. */
final class ActWords {
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("say", "said"),
            Map.entry("tell", "told"),
            Map.entry("write", "wrote"),
            Map.entry("think", "thought"),
            Map.entry("know", "knew"),
            Map.entry("feel", "felt"),
            Map.entry("see", "saw"),
            Map.entry("find", "found"),
            Map.entry("understand", "understood"),
            Map.entry("speak", "spoke"),
            Map.entry("swear", "swore"),
            Map.entry("give", "gave"),
            Map.entry("take", "took"),
            Map.entry("keep", "kept"),
            Map.entry("hold", "held"),
            Map.entry("run", "ran"),
            Map.entry("win", "won"),
            Map.entry("lose", "lost"),
            Map.entry("begin", "began"),
            Map.entry("seek", "sought"),
            Map.entry("mean", "meant"),
            Map.entry("forget", "forgot"),
            Map.entry("hear", "heard"),
            Map.entry("shoot", "shot"),
            Map.entry("withdraw", "withdrew"),
            Map.entry("teach", "taught"),
            Map.entry("meet", "met"),
            Map.entry("buy", "bought"),
            Map.entry("sell", "sold"),
            Map.entry("pay", "paid"),
            Map.entry("spend", "spent"),
            Map.entry("build", "built"),
            Map.entry("withhold", "withheld"));
    private static final Map<String, String> PARTICIPLES = Map.of(
            "write",
            "written",
            "know",
            "known",
            "see",
            "seen",
            "speak",
            "spoken",
            "swear",
            "sworn",
            "give",
            "given",
            "take",
            "taken",
            "begin",
            "begun",
            "show",
            "shown",
            "forget",
            "forgotten");
    private static final ActWords BUNDLED = new ActWords();

    private final Map<String, Set<String>> kinds = new HashMap<>();

    private ActWords() {
        try (InputStream in = ActWords.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource acts/words.txt is missing from the extractor");
            }
            String section = "";
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line :
                    reader.lines().filter(any -> !any.startsWith("#")).toList()) {
                if (line.startsWith("[")) {
                    section = line.substring(1, line.length() - 1);
                } else if (!line.isBlank()) {
                    for (String word : line.trim().split("\\s+")) {
                        add(word, section);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ActWords bundled() {
        return BUNDLED;
    }

    /** The sections that list this form, in no order. */
    Set<String> kinds(String form) {
        return kinds.getOrDefault(form, Set.of());
    }

    private void add(String word, String section) {
        put(word, section);
        if (!section.endsWith("-verbs")) {
            return;
        }
        String stem = word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
        boolean y = word.endsWith("y") && "aeou".indexOf(word.charAt(word.length() - 2)) < 0;
        String base = y ? word.substring(0, word.length() - 1) + "i" : stem;
        String doubled = stem + stem.charAt(stem.length() - 1);
        boolean sibilant = word.endsWith("s") || word.endsWith("sh") || word.endsWith("ch") || word.endsWith("x");
        put(y ? base + "es" : word + (sibilant ? "es" : "s"), section);
        put(base + "ed", section);
        put(stem + "ing", section);
        put(doubled + "ed", section);
        put(doubled + "ing", section);
        put(IRREGULAR.getOrDefault(word, word), section);
        put(PARTICIPLES.getOrDefault(word, word), section);
    }

    private void put(String form, String section) {
        kinds.computeIfAbsent(form, key -> new HashSet<>(2)).add(section);
    }
}
