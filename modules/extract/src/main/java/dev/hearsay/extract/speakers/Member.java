package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.mentions.Mention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody or something that a story names, while it is being read. */
public final class Member {
    private final List<Mention> mentions = new ArrayList<>();
    private final Set<String> roleWords = new HashSet<>();
    private final EntityType type;
    private List<String> words;
    private String name;
    private Gender gender = Gender.UNKNOWN;
    private Optional<String> role = Optional.empty();
    private Optional<Member> affiliation = Optional.empty();

    Member(EntityType type, String name, List<String> words) {
        this.type = type;
        this.name = name;
        this.words = words;
    }

    void add(Mention mention) {
        mentions.add(mention);
    }

    /** Takes the longer name. */
    void offer(String otherName, List<String> otherWords) {
        if (otherWords.size() > words.size()) {
            name = otherName;
            words = otherWords;
        }
    }

    void describe(String text, Set<String> wordsOfRole) {
        if (role.isEmpty() && !text.isBlank()) {
            role = Optional.of(text);
        }
        roleWords.addAll(wordsOfRole);
    }

    void affiliate(Member other) {
        if (affiliation.isEmpty() && other != this) {
            affiliation = Optional.of(other);
        }
    }

    void gender(Gender known) {
        if (gender == Gender.UNKNOWN) {
            gender = known;
        }
    }

    /** Normalised name. */
    public String id() {
        return NormalizedName.of(name);
    }

    /** Fullest name in the story. */
    public String name() {
        return name;
    }

    /** What it is. */
    public EntityType type() {
        return type;
    }

    /** The pronoun for it, as far as the text tells. */
    public Gender gender() {
        return gender;
    }

    /** What the text calls the person, such as "chief economist". */
    public Optional<String> role() {
        return role;
    }

    /** Whom the person belongs to. */
    public Optional<Member> affiliation() {
        return affiliation;
    }

    /** Its names in text order. */
    public List<Mention> mentions() {
        return mentions;
    }

    /** Words of the name in lower case. */
    List<String> words() {
        return words;
    }

    String lastWord() {
        return words.get(words.size() - 1);
    }

    Set<String> roleWords() {
        return roleWords;
    }

    boolean person() {
        return type == EntityType.PERSON;
    }
}
