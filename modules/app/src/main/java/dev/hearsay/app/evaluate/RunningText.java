package dev.hearsay.app.evaluate;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.extract.evaluation.NamedSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens joined to the text that they were once cut from, as far as can be told: no space before a full stop, none inside
 * of quotation marks, each sentence on a line, and an empty line after those that end like one.
 */
final class RunningText {
    private static final Map<String, EntityType> TYPES = Map.of(
            "PER", EntityType.PERSON,
            "PERSON", EntityType.PERSON,
            "ORG", EntityType.ORGANIZATION,
            "ORGANIZATION", EntityType.ORGANIZATION,
            "LOC", EntityType.PLACE,
            "LOCATION", EntityType.PLACE,
            "FACILITY", EntityType.PLACE,
            "GPE", EntityType.PLACE);
    private static final Set<String> NO_SPACE_BEFORE =
            Set.of(". , ; : ? ! ) ] } 's 'S n't 're 've 'll 'd 'm % ''".split(" "));
    private static final Set<String> NO_SPACE_AFTER = Set.of("( [ { $ ``".split(" "));
    /** A sentence of fewer tokens is a headline or a byline, whatever its end. */
    private static final int TOKENS_OF_A_SENTENCE = 4;

    private static final String SENTENCE_ENDS = ".?!\"";

    private final StringBuilder text = new StringBuilder();
    private final List<NamedSpan> names = new ArrayList<>();
    private int length;

    /** Adds a sentence, unless it is empty. */
    void add(List<TaggedToken> sentence) {
        if (sentence.isEmpty()) {
            return;
        }
        List<TextSpan> spans = new ArrayList<>();
        boolean quoting = false;
        boolean joined = true;
        for (TaggedToken tagged : sentence) {
            String token = tagged.token();
            boolean mark = token.equals("\"");
            boolean apart = mark ? !quoting : !joined && !NO_SPACE_BEFORE.contains(token);
            append(apart && !spans.isEmpty() ? " " : "");
            int start = length;
            append(token);
            spans.add(new TextSpan(start, length));
            quoting = mark != quoting;
            joined = mark ? quoting : NO_SPACE_AFTER.contains(token);
        }
        boolean ends = sentence.size() >= TOKENS_OF_A_SENTENCE
                && SENTENCE_ENDS.contains(sentence.get(sentence.size() - 1).token());
        append(ends ? "\n\n" : "\n");
        addNames(sentence, spans);
    }

    private void append(String words) {
        text.append(words);
        length += words.codePointCount(0, words.length());
    }

    private void addNames(List<TaggedToken> sentence, List<TextSpan> spans) {
        String open = "";
        TextSpan name = spans.get(0);
        for (int i = 0; i < spans.size(); i++) {
            TaggedToken tagged = sentence.get(i);
            if (open.isEmpty() || tagged.begins() || !tagged.type().equals(open)) {
                addName(open, name);
                open = tagged.type();
                name = spans.get(i);
            } else {
                name = new TextSpan(name.start(), spans.get(i).end());
            }
            if (tagged.ends()) {
                addName(open, name);
                open = "";
            }
        }
        addName(open, name);
    }

    private void addName(String type, TextSpan span) {
        EntityType known = TYPES.get(type.toUpperCase(Locale.ROOT));
        if (known != null) {
            names.add(new NamedSpan(span, known));
        }
    }

    /** The text and its names; empty if it has no sentence. */
    Optional<AnnotatedText<NamedSpan>> annotated() {
        return length == 0 ? Optional.empty() : Optional.of(new AnnotatedText<>(text.toString(), names));
    }
}
