package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A text in which names and sources are in brackets: P for a person, O for an organization, L for a place, M for another name, S
 * for the source of a claim.
 */
record MarkedText(Document document, Cast cast, List<TokenSpan> sources) {
    static MarkedText of(String marked) {
        StringBuilder text = new StringBuilder();
        List<int[]> spans = new ArrayList<>();
        List<Character> kinds = new ArrayList<>();
        Deque<int[]> open = new ArrayDeque<>();
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == '<') {
                kinds.add(marked.charAt(i + 1));
                spans.add(new int[] {text.length(), 0});
                open.push(spans.get(spans.size() - 1));
                i += 2;
            } else if (c == '>') {
                open.pop()[1] = text.length();
            } else {
                text.append(c);
            }
        }
        Document document = Document.of(text.toString());
        List<Mention> mentions = new ArrayList<>();
        List<TokenSpan> sources = new ArrayList<>();
        for (int s = 0; s < spans.size(); s++) {
            int from = 0;
            while (document.start(from) < spans.get(s)[0]) {
                from++;
            }
            int to = from;
            while (to < document.size() && document.end(to) <= spans.get(s)[1]) {
                to++;
            }
            if (kinds.get(s) == 'S') {
                sources.add(new TokenSpan(from, to));
            } else {
                EntityType type =
                        switch (kinds.get(s)) {
                            case 'P' -> EntityType.PERSON;
                            case 'O' -> EntityType.ORGANIZATION;
                            case 'L' -> EntityType.PLACE;
                            default -> EntityType.MISC;
                        };
                mentions.add(new Mention(from, to, type));
            }
        }
        return new MarkedText(document, Cast.of(document, mentions, Lexicon.bundled()), sources);
    }
}
