package dev.hearsay.extract.lexicon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Word lists, read once from the resources beside this class. All words are in lower case but forenames
 * and places. */
public final class Lexicon {
    private static final Lexicon BUNDLED = new Lexicon();

    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Map<String, Gender> forenames = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, SpeechVerb> verbs = new HashMap<>();

    private Lexicon() {
        String section = "";
        for (String line : lines("words.txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
                lists.put(section, new HashSet<>());
            } else {
                for (String word : line.trim().split("\\s+")) {
                    lists.getOrDefault(section, new HashSet<>()).add(word.replace('_', ' '));
                }
            }
        }
        for (String line : lines("forenames.txt")) {
            String[] fields = line.split("\t");
            forenames.put(
                    fields[0],
                    fields[1].equals("m") ? Gender.MALE : fields[1].equals("f") ? Gender.FEMALE : Gender.UNKNOWN);
        }
        list("forenames-male").forEach(name -> forenames.put(name, Gender.MALE));
        list("forenames-female").forEach(name -> forenames.put(name, Gender.FEMALE));
        for (String line : lines("places.txt")) {
            String[] fields = line.split("\t");
            places.put(fields[0], fields[1]);
        }
        for (String line : lines("verbs.txt")) {
            for (SpeechVerb verb : SpeechVerb.forms(line)) {
                verbs.putIfAbsent(verb.form(), verb);
            }
        }
    }

    /** The lists that come with the extractor. */
    public static Lexicon bundled() {
        return BUNDLED;
    }

    /** The words of a text, for the small lists that stand beside the code that reads them. */
    public static Set<String> words(String text) {
        return Set.of(text.trim().split("\\s+"));
    }

    private static List<String> lines(String name) {
        try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the extractor");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A section of {@code words.txt}. */
    public Set<String> list(String section) {
        Set<String> list = lists.get(section);
        if (list == null) {
            throw new IllegalArgumentException("no word list " + section);
        }
        return list;
    }

    /** The gender of a forename; empty if it is none. */
    public Optional<Gender> forename(String name) {
        return Optional.ofNullable(forenames.get(name));
    }

    /** Whether this is a forename. */
    public boolean isForename(String name) {
        return forenames.containsKey(name);
    }

    /** What a place is: country, region, city, demonym; empty if it is none. */
    public Optional<String> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** The verb of speech or thought that has this form. */
    public Optional<SpeechVerb> verb(String form) {
        return Optional.ofNullable(verbs.get(form));
    }
}
