package dev.hearsay.extract.speakers;

import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Persons behind definite descriptions, by the roles that a text tells of them: "the minister", "the prime minister". */
final class Descriptions {
    private static final int REACH = 4;
    /** In a text with more names than this, descriptions are not read, to keep the work bounded. */
    private static final int MAX_MEMBERS = 500;

    private final Document document;
    private final Cast cast;
    private final Set<String> roles;
    private final Set<String> modifiers;
    private final Set<String> plurals;

    Descriptions(Document document, Cast cast, Lexicon lexicon) {
        this.document = document;
        this.cast = cast;
        roles = lexicon.list("roles");
        modifiers = lexicon.list("role-modifiers");
        plurals = lexicon.list("persons-plural");
    }

    /** Who is meant by the description whose head stands at a token; empty where no description ends. */
    Optional<Member> endingAt(int head) {
        boolean bare = roles.contains(document.lower(head))
                && cast.mentionAt(head).isEmpty()
                && cast.members().size() <= MAX_MEMBERS
                && (head + 1 == document.size()
                        || cast.mentionAt(head + 1).isEmpty() && !roles.contains(document.lower(head + 1)));
        if (!bare) {
            return Optional.empty();
        }
        int floor = Math.max(document.sentenceStart(document.sentenceOf(head)), head - REACH);
        for (int i = head - 1; i >= floor && modifier(i + 1, head); i--) {
            if (document.lower(i).equals("the")) {
                return of(i, head);
            }
        }
        return Optional.empty();
    }

    private boolean modifier(int token, int head) {
        return token == head || modifiers.contains(document.lower(token)) || roles.contains(document.lower(token));
    }

    /** Who is meant by the description from an article to its head: the last person before who has this role. */
    Optional<Member> of(int start, int head) {
        String noun = document.lower(head);
        if (!roles.contains(noun) || plurals.contains(noun)) {
            return Optional.empty();
        }
        Set<String> words = new HashSet<>();
        for (int i = start + 1; i < head; i++) {
            words.add(document.lower(i));
        }
        return of(noun, words, start);
    }

    /** Who is meant at a token by a role and what is said of it. */
    Optional<Member> of(String noun, Set<String> words, int token) {
        Member best = null;
        int bestScore = Integer.MIN_VALUE;
        int bestToken = Integer.MIN_VALUE;
        for (Member member : cast.members()) {
            if (!member.person() || !member.roleWords().contains(noun)) {
                continue;
            }
            int score = 0;
            boolean fits = true;
            for (String word : words) {
                if (member.roleWords().contains(word)) {
                    score++;
                } else if (modifiers.contains(word)) {
                    fits = false;
                }
            }
            if (member.roleWords().contains("former") != words.contains("former")) {
                score--;
            }
            int last = lastBefore(member, token);
            if (fits && (score > bestScore || score == bestScore && last > bestToken)) {
                best = member;
                bestScore = score;
                bestToken = last;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int lastBefore(Member member, int token) {
        int last = Integer.MIN_VALUE + 1;
        for (Mention mention : member.mentions()) {
            if (mention.start() < token) {
                last = mention.start();
            }
        }
        return last;
    }
}
