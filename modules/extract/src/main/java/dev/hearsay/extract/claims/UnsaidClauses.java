package dev.hearsay.extract.claims;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb.Kind;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claims of what was not said, by rule: silence ("declined to comment", "could not be reached"), which has no content, and what is still to be
 * said ("is expected to announce a plan"). The source is the noun phrase before the verb.
 */
public final class UnsaidClauses implements ClaimFinder {
    private static final Set<String> MODALS = Lexicon.words("""
            will would could can should may might shall must ca wo 'll \u2019ll 'd \u2019d""");
    private static final Set<String> HAVE = Set.of("has", "have", "had", "'ve", "\u2019ve", "having");
    private static final Set<String> BE = Lexicon.words("""
            is are was were be been being 're \u2019re 'm \u2019m""");
    private static final Set<String> NOT = Set.of("not", "n't", "n\u2019t", "never");
    private static final Set<String> ADVERBS = Lexicon.words("""
            also later earlier then now once often sometimes always again even just still further first
            only already since long ever soon all both thus so too himself herself itself themselves simply""");
    private static final Set<String> MARKERS = Lexicon.words("""
            that how whether why what if who when where which""");
    private static final Set<String> STARTERS = Lexicon.words("""
            but that because while when after before as if although though whereas since until unless than
            where so yet or""");
    private static final Set<String> PREPOSITIONS = Lexicon.words("""
            on in at during after by for under following before from with since last earlier later asked
            speaking despite late early meanwhile however still also then instead afterward separately this
            over through without as when while although though if""");
    private static final Set<String> PRONOUNS = Set.of("he", "she", "they", "it", "i", "we", "you", "who");
    private static final Set<String> SILENCE = Lexicon.words("""
            comment respond reply answer say elaborate discuss speak return provide give confirm disclose
            identify specify offer""");
    private static final Set<String> SILENT_ANSWER =
            Set.of("comment", "respond", "reply", "answer", "return", "say", "elaborate");
    private static final int LONGEST_SUBJECT = 45;
    private static final double CONFIDENCE = 0.8;

    private final Lexicon lexicon;

    /** Uses these word lists. */
    public UnsaidClauses(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public List<FoundClaim> find(Document document, List<Mention> mentions) {
        return new Search(document, mentions).run();
    }

    private static FoundClaim claim(
            TokenSpan source, TokenSpan cue, List<TokenSpan> content, Act act, String decidedBy) {
        return new FoundClaim(List.of(source), List.of(cue), content, Optional.of(act), CONFIDENCE, decidedBy);
    }

    private final class Search {
        private final Document document;
        private final Mention[] mentionAt;

        Search(Document document, List<Mention> mentions) {
            this.document = document;
            this.mentionAt = new Mention[document.size()];
            for (Mention mention : mentions) {
                Arrays.fill(mentionAt, mention.start(), mention.end(), mention);
            }
        }

        List<FoundClaim> run() {
            List<FoundClaim> claims = new ArrayList<>();
            for (int p = 0; p < document.paragraphs(); p++) {
                int from = document.bodyStart(p);
                int end = document.part(p) == Part.STORY ? document.paragraphEnd(p) : from;
                while (from < end) {
                    int to = Math.min(end, document.sentenceEnd(document.sentenceOf(from)));
                    for (int i = from; i < to; i++) {
                        if (document.quotationOf(i) < 0) {
                            silence(i, from, to).ifPresent(claims::add);
                            expected(i, from, to).ifPresent(claims::add);
                        }
                    }
                    from = to;
                }
            }
            return claims;
        }

        /** "X is expected to announce Y." */
        private Optional<FoundClaim> expected(int i, int from, int to) {
            boolean cue = document.lower(i).equals("expected")
                    && i + 3 < to
                    && i > from
                    && BE.contains(document.lower(i - 1))
                    && document.lower(i + 1).equals("to")
                    && lexicon.verb(document.lower(i + 2))
                            .filter(verb -> verb.kind() == Kind.BASE)
                            .isPresent();
            int end = to;
            while (cue && end > i + 3 && punctuation(end - 1) && document.quotationOf(end - 1) < 0) {
                end--;
            }
            if (!cue || end == i + 3) {
                return Optional.empty();
            }
            List<TokenSpan> content = List.of(new TokenSpan(i + 3, end));
            return subject(i - 1, from)
                    .map(source -> claim(source, new TokenSpan(i, i + 3), content, Act.ANTICIPATED, "rule:expected"));
        }

        private Optional<FoundClaim> silence(int i, int from, int to) {
            String lower = document.lower(i);
            int end = -1;
            if ((lower.equals("declined")
                            || lower.equals("refused")
                            || lower.equals("declines")
                            || lower.equals("refuses"))
                    && i + 2 < to
                    && document.lower(i + 1).equals("to")
                    && SILENCE.contains(document.lower(i + 2))) {
                end = i + 3;
            } else if (lower.equals("did")
                    || lower.equals("does")
                    || lower.equals("do")
                    || lower.equals("has")
                    || lower.equals("have")
                    || lower.equals("had")
                    || lower.equals("would")) {
                int t = i + 1;
                if (t < to && NOT.contains(document.lower(t))) {
                    t++;
                    while (t < to && (adverb(t))) {
                        t++;
                    }
                    String answer = t < to ? document.lower(t) : "";
                    String base = answer.endsWith("ed") ? answer.substring(0, answer.length() - 2) : answer;
                    boolean silent =
                            SILENT_ANSWER.contains(base) || answer.equals("replied") || answer.equals("elaborated");
                    if (silent
                            && !(base.equals("say")
                                    && (lower.startsWith("d") || lower.equals("would"))
                                    && t + 1 < to
                                    && !MARKERS.contains(document.lower(t + 1))
                                    && !punctuation(t + 1))) {
                        end = t + 1;
                    }
                }
            } else if (lower.equals("could") && i + 3 < to && NOT.contains(document.lower(i + 1))) {
                int t = i + 2;
                while (t < to && (adverb(t) || document.lower(t).equals("be"))) {
                    t++;
                }
                if (t < to && document.lower(t).equals("reached")) {
                    end = t + 1;
                }
            }
            if (end < 0) {
                return Optional.empty();
            }
            TokenSpan cue = new TokenSpan(i, end);
            return subject(i, from).map(source -> claim(source, cue, List.of(), Act.NON_RESPONSE, "rule:silence"));
        }

        private boolean punctuation(int token) {
            int c = document.form(token).codePointAt(0);
            return !Character.isLetterOrDigit(c) && c != '@' && c != '#' && c != '$';
        }

        private boolean adverb(int i) {
            String lower = document.lower(i);
            return ADVERBS.contains(lower) || lower.length() > 5 && lower.endsWith("ly");
        }

        /** The noun phrase whose verb begins at a token, looking back no further than the segment and its last quotation. */
        private Optional<TokenSpan> subject(int verb, int from) {
            int end = verb;
            while (end > from && adverb(end - 1) && document.quotationOf(end - 1) < 0) {
                end--;
            }
            int floor = from;
            for (int i = end - 1; i >= from && i > end - LONGEST_SUBJECT; i--) {
                if (document.quotationOf(i) >= 0) {
                    floor = i + 1;
                    break;
                }
            }
            while (floor < end && punctuation(floor)) {
                floor++;
            }
            if (end <= floor || end - floor > LONGEST_SUBJECT) {
                return Optional.empty();
            }
            if (document.lower(end - 1).equals("and") || document.lower(end - 1).equals("but")) {
                return leading(floor, end - 1);
            }
            boolean apposed = document.form(end - 1).equals(",");
            int start = apposed ? apposedStart(floor, end) : plainStart(floor, end);
            while (start < end
                    && (punctuation(start)
                            || STARTERS.contains(document.lower(start))
                            || document.lower(start).equals("and"))) {
                start++;
            }
            if (start >= end || hasVerb(start, end)) {
                return nearest(floor, end);
            }
            return Optional.of(new TokenSpan(start, end));
        }

        private int plainStart(int floor, int end) {
            int start = floor;
            for (int i = end - 1; i >= floor; i--) {
                String lower = document.lower(i);
                if (mentionAt[i] != null) {
                    continue;
                }
                if (lower.equals(";")
                        || lower.equals(":")
                        || lower.equals("\u2014")
                        || lower.equals("\u2013")
                        || lower.equals("--")
                        || STARTERS.contains(lower) && !relative(i, floor)) {
                    start = i + 1;
                    break;
                }
                if (lower.equals(",") && !list(i, end)) {
                    start = i + 1;
                    break;
                }
                if (lower.equals("and") && i > floor && document.form(i - 1).equals(",") && !list(i - 1, end)) {
                    start = i + 1;
                    break;
                }
            }
            return start;
        }

        /** Whether a "that" right behind a name, with no subject after it, opens a relative clause. */
        private boolean relative(int i, int floor) {
            if (!document.lower(i).equals("that")
                    || i <= floor
                    || i + 1 >= document.size()
                    || mentionAt[i - 1] == null) {
                return false;
            }
            String next = document.lower(i + 1);
            return mentionAt[i + 1] == null
                    && !PRONOUNS.contains(next)
                    && !next.equals("the")
                    && !next.equals("a")
                    && !next.equals("an");
        }

        /** Whether a comma parts the members of a list: short pieces, the last one after "and". */
        private boolean list(int comma, int end) {
            int piece = 0;
            for (int i = comma + 1; i < end; i++) {
                String lower = document.lower(i);
                if (lower.equals(",")) {
                    piece = 0;
                } else if (lower.equals("and") && mentionAt[i] == null) {
                    return end - i <= 8 && i > comma + 1;
                } else if (++piece > 5) {
                    return false;
                }
            }
            return false;
        }

        private int apposedStart(int floor, int end) {
            int commas = 0;
            int first = -1;
            int lastCut = floor;
            for (int i = floor; i < end - 1; i++) {
                String lower = document.lower(i);
                if (lower.equals(",")) {
                    commas++;
                    first = first < 0 ? i : first;
                } else if (lower.equals(";")
                        || lower.equals(":")
                        || lower.equals("--")
                        || lower.equals("\u2014")
                        || lower.equals("but") && commas > 0) {
                    lastCut = i + 1;
                    commas = 0;
                    first = -1;
                }
            }
            boolean introduced =
                    commas >= 2 && PREPOSITIONS.contains(document.lower(lastCut)) && mentionAt[lastCut] == null;
            return introduced ? first + 1 : lastCut;
        }

        /** Whether a phrase holds a finite verb outside of its relative clauses and appositions. */
        private boolean hasVerb(int start, int end) {
            boolean relative = false;
            for (int i = start; i < end; i++) {
                String lower = document.lower(i);
                if (lower.equals("who") || lower.equals("which") || lower.equals("that") || lower.equals(",")) {
                    relative = true;
                }
                if (!relative
                        && (BE.contains(lower)
                                || HAVE.contains(lower)
                                || MODALS.contains(lower)
                                || lower.equals("did")
                                || lower.equals("does"))
                        && !lower.startsWith("'")
                        && !lower.startsWith("\u2019")) {
                    return true;
                }
            }
            return false;
        }

        /** The subject of an earlier verb of the same clause: the name or pronoun that the clause begins with. */
        private Optional<TokenSpan> leading(int floor, int end) {
            int start = floor;
            while (start < end
                    && (punctuation(start)
                            || STARTERS.contains(document.lower(start))
                            || document.lower(start).equals("and"))) {
                start++;
            }
            for (int i = start; i < Math.min(end, start + 8); i++) {
                if (mentionAt[i] != null) {
                    return Optional.of(new TokenSpan(start, mentionAt[i].end()));
                }
                if (PRONOUNS.contains(document.lower(i))) {
                    return Optional.of(new TokenSpan(i, i + 1));
                }
            }
            return Optional.empty();
        }

        /** The name or pronoun right before the verb, with the words of its role. */
        private Optional<TokenSpan> nearest(int floor, int end) {
            int last = end - 1;
            if (last >= floor && PRONOUNS.contains(document.lower(last))) {
                return Optional.of(new TokenSpan(last, end));
            }
            if (last < floor || mentionAt[last] == null) {
                return Optional.empty();
            }
            int start = Math.max(floor, mentionAt[last].start());
            while (start > floor
                    && (lexicon.list("roles").contains(document.lower(start - 1))
                            || lexicon.list("role-modifiers").contains(document.lower(start - 1)))) {
                start--;
            }
            if (start > floor && mentionAt[start - 1] != null && start < mentionAt[last].start()) {
                start = Math.max(floor, mentionAt[start - 1].start());
            }
            return Optional.of(new TokenSpan(start, end));
        }
    }
}
