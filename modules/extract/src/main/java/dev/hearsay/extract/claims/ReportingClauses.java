package dev.hearsay.extract.claims;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb;
import dev.hearsay.extract.lexicon.SpeechVerb.Clause;
import dev.hearsay.extract.lexicon.SpeechVerb.Kind;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import dev.hearsay.extract.text.Quotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Claims by rule: a verb of speech with its subject beside it, before or behind what is said ("X said (that) …", "…, X said",
 * "“…,” said X"), "according to X", silence ("declined to comment"), expectation ("is expected to announce"). A quotation
 * that goes on after its cue clause, or in the next paragraph, belongs to the same claim.
 */
public final class ReportingClauses implements ClaimFinder {
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
    private static final Set<String> VENUES = Lexicon.words("""
            in on at during after before earlier later late by through via to when while from last this
            early as monday tuesday wednesday thursday friday saturday sunday yesterday today outside with""");
    private static final Set<String> PRONOUNS = Set.of("he", "she", "they", "it", "i", "we", "you", "who");
    private static final Set<String> SILENCE = Lexicon.words("""
            comment respond reply answer say elaborate discuss speak return provide give confirm disclose
            identify specify offer""");
    private static final Set<String> SILENT_ANSWER =
            Set.of("comment", "respond", "reply", "answer", "return", "say", "elaborate");
    /** Forms that are nouns more often than verbs. */
    private static final Set<String> NOUNS = Lexicon.words("""
            claims reports states notes calls demands answers shows points fears hopes doubts remarks
            estimates forecasts posts plans orders rules fires appeals challenges attacks replies promises
            pledges vows signals reasons repeats wishes finds feels sings reads counters hints defends
            thanks praises blasts slams""");

    private static final Set<String> PLAIN = Lexicon.words("""
            say think believe hope want fear argue claim expect""");
    private static final int LONGEST_SUBJECT = 45;
    private static final int LONGEST_SEGMENT = 400;

    private final Lexicon lexicon;

    /** Uses these word lists. */
    public ReportingClauses(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public List<FoundClaim> find(Document document, List<Mention> mentions) {
        return new Search(document, mentions).run();
    }

    /** A claim that may still grow. */
    private static final class Draft {
        final List<TokenSpan> source = new ArrayList<>();
        final List<TokenSpan> cue = new ArrayList<>();
        final List<TokenSpan> content = new ArrayList<>();
        Optional<Act> act = Optional.empty();
        double confidence = 0.8;
        String rule = "";

        FoundClaim claim() {
            content.sort(null);
            return new FoundClaim(source, cue, content, act, confidence, "rule:" + rule);
        }
    }

    private final class Search {
        private final Document document;
        private final List<Quotation> quotations;
        private final Mention[] mentionAt;
        private final List<Draft> drafts = new ArrayList<>();
        private final List<TokenSpan> pending = new ArrayList<>();
        /** The claim that a following quotation may belong to. */
        private Optional<Draft> open = Optional.empty();

        Search(Document document, List<Mention> mentions) {
            this.document = document;
            this.quotations = document.quotations();
            this.mentionAt = new Mention[document.size()];
            for (Mention mention : mentions) {
                Arrays.fill(mentionAt, mention.start(), mention.end(), mention);
            }
        }

        List<FoundClaim> run() {
            for (int p = 0; p < document.paragraphs(); p++) {
                if (document.part(p) == Part.STORY) {
                    paragraph(p);
                }
            }
            return drafts.stream()
                    .map(Draft::claim)
                    .sorted(Comparator.comparingInt(ReportingClauses::anchor))
                    .toList();
        }

        private void paragraph(int p) {
            int end = document.paragraphEnd(p);
            int start = document.bodyStart(p);
            int quotation = document.quotationOf(start);
            boolean goesOn = quotation > 0
                    && quotations.get(quotation - 1).continued()
                    && quotations.get(quotation).start() == start;
            if (!goesOn) {
                flushPending();
                open = Optional.empty();
            }
            int from = start;
            while (from < end) {
                int to = segmentEnd(from, end);
                segment(from, to, goesOn && from == start);
                from = to;
            }
        }

        /** One past the sentence that begins here, where a quotation of several sentences counts as part of one. */
        private int segmentEnd(int from, int end) {
            int to = document.sentenceEnd(document.sentenceOf(from));
            while (to < end
                    && to - from < LONGEST_SEGMENT
                    && (document.quotationOf(to) >= 0 && document.quotationOf(to) == document.quotationOf(to - 1)
                            || answers(to, end))) {
                to = document.sentenceEnd(document.sentenceOf(to));
            }
            return Math.min(to, end);
        }

        /** Whether a cue clause follows a quotation that ends in a question or exclamation mark. */
        private boolean answers(int to, int end) {
            if (document.quotationOf(to - 1) < 0 || document.quotationOf(to) >= 0) {
                return false;
            }
            String mark = document.form(to - 2 >= 0 ? to - 2 : 0);
            if (!mark.equals("?") && !mark.equals("!")) {
                return false;
            }
            int stop = Math.min(Math.min(end, to + 14), document.sentenceEnd(document.sentenceOf(to)));
            for (int i = to; i < stop; i++) {
                if (speech(i)
                        .filter(verb -> verb.kind() == Kind.PAST || verb.kind() == Kind.PRESENT)
                        .isPresent()) {
                    return i + 1 >= stop
                            || punctuation(i + 1)
                            || VENUES.contains(document.lower(i + 1))
                            || verbWithAddressee(i);
                }
            }
            return false;
        }

        private boolean verbWithAddressee(int i) {
            return speech(i).filter(verb -> verb.base().equals("tell")).isPresent();
        }

        private Optional<SpeechVerb> speech(int token) {
            return lexicon.verb(document.lower(token));
        }

        private boolean punctuation(int token) {
            int c = document.form(token).codePointAt(0);
            return !Character.isLetterOrDigit(c) && c != '@' && c != '#' && c != '$';
        }

        // ---- segments

        private void segment(int from, int to, boolean goesOn) {
            int before = drafts.size();
            int covered = from;
            Optional<Draft> last = Optional.empty();
            for (int i = from; i < to; i++) {
                if (document.quotationOf(i) >= 0 || i < covered) {
                    continue;
                }
                Optional<Draft> draft = cue(i, from, to, last);
                if (draft.isPresent()) {
                    drafts.add(draft.get());
                    last = draft;
                    covered = Math.max(i + 1, reach(draft.get(), i));
                }
            }
            int quotation = document.quotationOf(from);
            boolean startsQuoted = quotation >= 0 && quotations.get(quotation).start() == from;
            if (drafts.size() > before) {
                Draft first = drafts.get(before);
                if (!pending.isEmpty()
                        && startsQuoted
                        && first.content.stream().anyMatch(span -> span.start() == from)) {
                    first.content.addAll(0, pending);
                    pending.clear();
                } else {
                    flushPending();
                }
                open = Optional.of(drafts.get(drafts.size() - 1))
                        .filter(draft ->
                                draft.act.filter(Act.NON_RESPONSE::equals).isEmpty());
            } else if (startsQuoted) {
                quotationAlone(quotation, to, goesOn);
            } else {
                open = Optional.empty();
            }
        }

        private int reach(Draft draft, int token) {
            int reach = token;
            for (List<TokenSpan> spans : List.of(draft.source, draft.cue, draft.content)) {
                for (TokenSpan span : spans) {
                    reach = Math.max(reach, span.end());
                }
            }
            return reach;
        }

        private void quotationAlone(int number, int to, boolean goesOn) {
            Quotation quotation = quotations.get(number);
            TokenSpan span = new TokenSpan(quotation.start(), quotation.end());
            boolean whole = quotation.end() >= to - 1;
            if (!whole) {
                open = Optional.empty();
                return;
            }
            if (open.isPresent()) {
                open.get().content.add(span);
            } else if (quotation.continued() || goesOn && !pending.isEmpty()) {
                pending.add(span);
            } else if (words(span) >= 4) {
                pending.add(span);
                flushPending();
            }
        }

        private int words(TokenSpan span) {
            int words = 0;
            for (int i = span.start(); i < span.end(); i++) {
                words += punctuation(i) ? 0 : 1;
            }
            return words;
        }

        private void flushPending() {
            if (pending.isEmpty()) {
                return;
            }
            Draft draft = new Draft();
            draft.content.addAll(pending);
            draft.rule = "quotation-alone";
            draft.confidence = 0.5;
            pending.clear();
            drafts.add(draft);
            open = Optional.of(draft);
        }

        // ---- cues

        private Optional<Draft> cue(int i, int from, int to, Optional<Draft> last) {
            String lower = document.lower(i);
            if (lower.equals("according") && i + 1 < to && document.lower(i + 1).equals("to")) {
                return according(i, from, to);
            }
            Optional<Draft> silence = silence(i, from, to);
            if (silence.isPresent()) {
                return silence;
            }
            if (lower.equals("expected")
                    && i + 2 < to
                    && i > from
                    && BE.contains(document.lower(i - 1))
                    && document.lower(i + 1).equals("to")
                    && speech(i + 2).filter(verb -> verb.kind() == Kind.BASE).isPresent()) {
                return clause(
                        i,
                        i + 3,
                        speech(i + 2).orElseThrow(),
                        subject(i - 1, from),
                        to,
                        Optional.of(Act.ANTICIPATED),
                        "expected");
            }
            Optional<SpeechVerb> verb = speech(i);
            return verb.isPresent() ? verb(i, verb.get(), from, to, last) : Optional.empty();
        }

        private Optional<Draft> according(int i, int from, int to) {
            int start = i + 2;
            int end = start;
            boolean opens = i <= from + 1;
            while (end < to
                    && !stopsSource(end, start)
                    && document.quotationOf(end) < 0
                    && !(opens && document.form(end).equals(",") && !apposition(end, to))) {
                end++;
            }
            if (end == start || end - start > LONGEST_SUBJECT) {
                return Optional.empty();
            }
            Draft draft = new Draft();
            draft.rule = "according-to";
            draft.source.add(new TokenSpan(start, end));
            draft.cue.add(new TokenSpan(i, i + 2));
            if (i == from || i == from + 1) {
                int content = end < to && document.form(end).equals(",") ? end + 1 : end;
                return content < to ? with(draft, content, contentEnd(content, to)) : Optional.empty();
            }
            int stop = i;
            while (stop > from && document.form(stop - 1).equals(",")) {
                stop--;
            }
            return with(draft, from, stop);
        }

        /** Whether a comma opens a description between two commas. */
        private boolean apposition(int comma, int to) {
            String next = comma + 1 < to ? document.lower(comma + 1) : "";
            boolean described = false;
            for (int i = comma + 1; i < Math.min(to, comma + 12); i++) {
                if (document.form(i).equals(",")) {
                    return described
                            && (next.equals("a")
                                    || next.equals("an")
                                    || next.equals("who")
                                    || next.equals("which")
                                    || roleWord(comma + 1)
                                    || next.equals("the") && roleWord(comma + 2));
                }
                described |= roleWord(i) || next.equals("which") || next.equals("who");
            }
            return false;
        }

        private boolean roleWord(int token) {
            return token < document.size()
                    && (lexicon.list("roles").contains(document.lower(token))
                            || lexicon.list("organization-nouns").contains(document.lower(token)));
        }

        private Optional<Draft> with(Draft draft, int from, int to) {
            if (to <= from) {
                return Optional.empty();
            }
            draft.content.add(new TokenSpan(from, to));
            return Optional.of(draft);
        }

        private Optional<Draft> silence(int i, int from, int to) {
            String lower = document.lower(i);
            int end = -1;
            int start = i;
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
            Optional<TokenSpan> subject = subject(start, from);
            if (subject.isEmpty()) {
                return Optional.empty();
            }
            Draft draft = new Draft();
            draft.rule = "silence";
            draft.act = Optional.of(Act.NON_RESPONSE);
            draft.source.add(subject.get());
            draft.cue.add(new TokenSpan(start, end));
            return Optional.of(draft);
        }

        private boolean adverb(int i) {
            String lower = document.lower(i);
            return ADVERBS.contains(lower) || lower.length() > 5 && lower.endsWith("ly");
        }

        private Optional<Draft> verb(int i, SpeechVerb verb, int from, int to, Optional<Draft> last) {
            int start = i;
            while (start > from && adverb(start - 1) && document.quotationOf(start - 1) < 0) {
                start--;
            }
            String before = start > from ? document.lower(start - 1) : "";
            int cueEnd = particle(i, to);
            if (verb.kind() == Kind.PARTICIPLE) {
                boolean trailing = last.isPresent()
                        && (before.equals(",")
                                || before.equals("and")
                                || i > from && document.quotationOf(start - 1) >= 0);
                if (!trailing
                        || last.get().source.isEmpty()
                        || last.get().act.filter(Act.NON_RESPONSE::equals).isPresent()) {
                    return Optional.empty();
                }
                return clause(
                        i, cueEnd, verb, Optional.of(last.get().source.get(0)), to, Optional.empty(), "participle");
            }
            if (before.equals("who") && speechWithin(i + 1, Math.min(to, i + 10))) {
                return Optional.empty();
            }
            Optional<Act> act = Optional.empty();
            int subjectEnd = start;
            if (MODALS.contains(before)) {
                act = Optional.of(Act.ANTICIPATED);
                subjectEnd = start - 1;
            } else if (HAVE.contains(before) && verb.kind() == Kind.PAST) {
                subjectEnd = start - 1;
            } else if (before.equals("to")
                    || BE.contains(before)
                    || NOT.contains(before)
                    || before.equals("of")
                    || before.equals("the")
                    || before.equals("a")
                    || before.equals("an")
                    || before.equals("by")
                    || before.equals("in")
                    || before.equals("for")
                    || before.equals("be")
                    || before.equals("his")
                    || before.equals("her")
                    || before.equals("its")
                    || before.equals("their")) {
                return Optional.empty();
            }
            if (NOUNS.contains(verb.form())
                    && !(named(subjectEnd - 1, from)
                            && i + 1 < to
                            && (MARKERS.contains(document.lower(i + 1))
                                    || verb.clause() == Clause.OBJECT
                                            && !document.lower(i + 1).equals("for")
                                    || document.quotationOf(i + 1) >= 0))) {
                return Optional.empty();
            }
            if (verb.kind() == Kind.BASE && act.isEmpty() && !PLAIN.contains(verb.form())) {
                return Optional.empty();
            }
            boolean afterQuote = start > from
                    && (document.quotationOf(start - 1) >= 0
                            || before.equals(",") && start - 2 >= from && document.quotationOf(start - 2) >= 0);
            boolean inverted = afterQuote
                    || before.equals(",") && verb.clause() == Clause.CLAUSE && i + 1 < to && endsWithSubject(i + 1, to);
            if (inverted
                    && i + 1 < to
                    && !document.lower(i + 1).equals("that")
                    && document.quotationOf(i + 1) < 0
                    && !(before.equals(",") && subjectBefore(start, from))) {
                Optional<Draft> draft = inverted(i, cueEnd, verb, from, to, start);
                if (draft.isPresent()) {
                    return draft;
                }
            }
            return clause(i, cueEnd, verb, subject(subjectEnd, from), to, act, "clause");
        }

        /** Whether the verb that a relative clause belongs to comes after it: "a pilot who asked not to be named said". */
        private boolean speechWithin(int from, int to) {
            for (int i = from; i < to; i++) {
                if (document.quotationOf(i) >= 0 || document.form(i).equals(",")) {
                    return false;
                }
                if (speech(i)
                                .filter(verb -> verb.kind() == Kind.PAST || verb.kind() == Kind.PRESENT)
                                .isPresent()
                        && !document.lower(i - 1).equals("to")
                        && !BE.contains(document.lower(i - 1))) {
                    return true;
                }
            }
            return false;
        }

        /** Whether nothing but a noun phrase stands between a verb and the end of the segment: "…, said X." */
        private boolean endsWithSubject(int start, int to) {
            int end = to;
            while (end > start && punctuation(end - 1)) {
                end--;
            }
            return end > start
                    && end - start <= 25
                    && likeNoun(start, end)
                    && !hasVerb(start, end)
                    && !clauseVerb(start, end);
        }

        private boolean clauseVerb(int start, int end) {
            for (int i = start; i < end; i++) {
                if (document.form(i).equals(",")) {
                    return false;
                }
                if (mentionAt[i] == null && speech(i).filter(SpeechVerb::finite).isPresent()) {
                    return true;
                }
            }
            return false;
        }

        /** Whether "X, who leads the party, said" ends here: then what stands behind the verb is no subject. */
        private boolean subjectBefore(int start, int from) {
            return document.quotationOf(start - 2) < 0
                    && subject(start, from)
                            .filter(span -> span.end() - span.start() < 20 && mentionAt[span.start()] != null)
                            .isPresent()
                    && document.quotationOf(from) >= 0;
        }

        private boolean named(int token, int from) {
            return token >= from
                    && (mentionAt[token] != null || PRONOUNS.contains(document.lower(token)) || roleWord(token));
        }

        /** One past a verb and what belongs to it: "called on", "ruled out", "appealed to". */
        private int particle(int i, int to) {
            if (i + 1 >= to) {
                return i + 1;
            }
            String verb = document.lower(i);
            String next = document.lower(i + 1);
            boolean belongs =
                    verb.startsWith("call") && (next.equals("on") || next.equals("for") || next.equals("upon"))
                            || verb.startsWith("appeal") && (next.equals("to") || next.equals("for"))
                            || verb.startsWith("rul") && next.equals("out")
                            || verb.startsWith("point") && (next.equals("out") || next.equals("to"))
                            || verb.startsWith("fir") && next.equals("back");
            return belongs ? i + 2 : i + 1;
        }

        // ---- subjects

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

        // ---- contents

        private Optional<Draft> inverted(int i, int cueEnd, SpeechVerb verb, int from, int to, int verbStart) {
            int start = i + 1;
            int end = start;
            while (end < to && !stopsSource(end, start) && document.quotationOf(end) < 0) {
                end++;
            }
            while (end > start
                    && punctuation(end - 1)
                    && !document.form(end - 1).equals(")")) {
                end--;
            }
            if (end <= start || end - start > LONGEST_SUBJECT || !likeNoun(start, end)) {
                return Optional.empty();
            }
            Draft draft = new Draft();
            draft.rule = "inverted";
            draft.source.add(new TokenSpan(start, end));
            draft.cue.add(new TokenSpan(i, i + 1));
            return before(draft, from, verbStart);
        }

        private boolean likeNoun(int start, int end) {
            for (int i = start; i < Math.min(end, start + 8); i++) {
                if (mentionAt[i] != null
                        || PRONOUNS.contains(document.lower(i))
                        || lexicon.list("roles").contains(document.lower(i))
                        || lexicon.list("organization-nouns").contains(document.lower(i))) {
                    return true;
                }
            }
            String first = document.lower(start);
            return first.equals("the")
                    || first.equals("a")
                    || first.equals("an")
                    || first.equals("one")
                    || first.equals("some");
        }

        /** Whether what is said about the speaking begins here: when, where, to whom. */
        private boolean stopsSource(int i, int start) {
            String lower = document.lower(i);
            if (i == start) {
                return false;
            }
            if (mentionAt[i] != null && mentionAt[i].start() < i) {
                return false;
            }
            switch (lower) {
                case ".", ";", "!", "?", "\u2014", "--", ":":
                    return true;
                case ",":
                    return i + 1 < document.size() && (stopsAfterComma(i + 1));
                case "on", "in", "during", "after", "when", "while", "as", "before", "last", "earlier", "late":
                    return venue(i);
                default:
                    return false;
            }
        }

        private boolean stopsAfterComma(int i) {
            String lower = document.lower(i);
            return speech(i).filter(verb -> verb.kind() == Kind.PARTICIPLE).isPresent()
                    || document.quotationOf(i) >= 0
                    || lower.equals("but");
        }

        private boolean venue(int i) {
            String lower = document.lower(i);
            String next = i + 1 < document.size() ? document.lower(i + 1) : "";
            if (lower.equals("on")) {
                return lexicon.list("calendar").contains(next)
                        || next.equals("his")
                        || next.equals("her")
                        || next.equals("twitter");
            }
            if (lower.equals("in")) {
                String third = i + 2 < document.size() ? document.lower(i + 2) : "";
                return (next.equals("a")
                                || next.equals("an")
                                || next.equals("his")
                                || next.equals("her")
                                || next.equals("their"))
                        && !third.isEmpty()
                        && !lexicon.list("organization-nouns").contains(third);
            }
            return lower.equals("last")
                    || lower.equals("earlier")
                    || lower.equals("late")
                    || lower.equals("after")
                    || lower.equals("during")
                    || lower.equals("when")
                    || lower.equals("while")
                    || lower.equals("before");
        }

        /** What stands before a cue clause: the quotation that ends there, or the clause. */
        private Optional<Draft> before(Draft draft, int from, int clauseStart) {
            int end = clauseStart;
            while (end > from && document.form(end - 1).equals(",") && document.quotationOf(end - 1) < 0) {
                end--;
            }
            if (end <= from) {
                return Optional.empty();
            }
            int quotation = document.quotationOf(end - 1);
            int start = from;
            if (quotation >= 0) {
                Quotation quoted = quotations.get(quotation);
                draft.rule = "quotation-" + draft.rule;
                draft.confidence = 0.9;
                // words before the quotation that belong to it: "A “B,” he said" has a mixed content
                start = Math.max(from, quoted.start());
                if (start > from && !claimed(from, start)) {
                    start = from;
                }
            }
            return with(draft, start, end);
        }

        private boolean claimed(int from, int to) {
            for (int d = drafts.size() - 1; d >= 0 && d >= drafts.size() - 5; d--) {
                for (TokenSpan span : drafts.get(d).cue) {
                    if (span.start() >= from && span.start() < to) {
                        return true;
                    }
                }
            }
            return false;
        }

        private Optional<Draft> clause(
                int cueStart,
                int cueEnd,
                SpeechVerb verb,
                Optional<TokenSpan> subject,
                int to,
                Optional<Act> act,
                String rule) {
            if (subject.isEmpty()) {
                return Optional.empty();
            }
            TokenSpan source = subject.get();
            Draft draft = new Draft();
            draft.rule = rule;
            draft.act = act;
            draft.source.add(source);
            draft.cue.add(new TokenSpan(cueStart, cueEnd));
            int i = cueEnd;
            int segmentStart = segmentStart(cueStart);
            if (i < to && document.form(i).equals(",") && i + 1 < to && document.quotationOf(i + 1) >= 0
                    || i < to && document.form(i).equals(":") && i + 1 < to) {
                draft.rule = rule + "-quotation";
                draft.confidence = 0.9;
                return with(draft, i + 1, contentEnd(i + 1, to));
            }
            if (i < to && document.quotationOf(i) >= 0) {
                return with(draft, i, contentEnd(i, to));
            }
            boolean ends = i >= to || punctuation(i) && !document.form(i).equals("$");
            int content = i;
            boolean told = verb.base().equals("tell") || verb.clause() == Clause.ADDRESSEE;
            if (!ends) {
                content = skipVenue(i, to, told);
                boolean marked = content < to && MARKERS.contains(document.lower(content))
                        || content < to && document.quotationOf(content) >= 0;
                boolean quotationBefore = source.start() > segmentStart && quotedBefore(source.start(), segmentStart);
                if (content >= to
                        || quotationBefore
                                && !marked
                                && (told || VENUES.contains(document.lower(i)) || quotationBefore && content > i)) {
                    ends = true;
                } else if (told && !marked && !infinitive(content, to)) {
                    return Optional.empty();
                } else if (verb.clause() == Clause.MARKED && !marked) {
                    return Optional.empty();
                }
            }
            if (ends) {
                return rule.equals("participle") ? Optional.empty() : before(draft, segmentStart, source.start());
            }
            return with(draft, content, contentEnd(content, to));
        }

        private boolean infinitive(int i, int to) {
            return i + 1 < to && document.lower(i).equals("to");
        }

        private int segmentStart(int token) {
            int start = document.sentenceStart(document.sentenceOf(token));
            int floor = document.bodyStart(document.paragraphOf(token));
            while (start > floor
                    && (document.quotationOf(start) >= 0
                                    && document.quotationOf(start) == document.quotationOf(start - 1)
                            || document.quotationOf(start - 1) >= 0
                                    && document.quotationOf(start) < 0
                                    && answers(start, document.paragraphEnd(document.paragraphOf(token))))) {
                start = document.sentenceStart(document.sentenceOf(start - 1));
            }
            return Math.max(start, floor);
        }

        private boolean quotedBefore(int token, int from) {
            int i = token - 1;
            while (i >= from && document.form(i).equals(",") && document.quotationOf(i) < 0) {
                i--;
            }
            return i >= from && document.quotationOf(i) >= 0;
        }

        /** Skips "in a statement", "on Monday", and whom something is told, up to the word that opens what is said. */
        private int skipVenue(int i, int to, boolean told) {
            boolean venue =
                    VENUES.contains(document.lower(i)) && !document.lower(i).equals("this");
            if (!told && !venue) {
                return i;
            }
            int limit = Math.min(to, i + 16);
            for (int t = i; t < limit; t++) {
                String lower = document.lower(t);
                if (document.quotationOf(t) >= 0
                        || (lower.equals("that") || told && MARKERS.contains(lower)) && t > i) {
                    return t;
                }
                if (told && lower.equals("to") && t > i) {
                    return t;
                }
                if (t > i && (lower.equals(".") || lower.equals(";") || told && lower.equals(","))) {
                    return to;
                }
            }
            if (venue
                    && document.lower(i).equals("on")
                    && i + 2 < to
                    && lexicon.list("calendar").contains(document.lower(i + 1))) {
                return punctuation(i + 2) ? to : i + 2;
            }
            if (venue && lexicon.list("calendar").contains(document.lower(i))) {
                return i + 1;
            }
            return told ? to : i;
        }

        /** One past what is said: to the end of the segment without its stop, or to the next cue clause. */
        private int contentEnd(int start, int to) {
            int end = to;
            for (int i = start + 1; i < to - 1; i++) {
                if (document.quotationOf(i) >= 0) {
                    continue;
                }
                String lower = document.lower(i);
                boolean adding = lower.equals(",")
                        && speech(i + 1)
                                .filter(verb -> verb.kind() == Kind.PARTICIPLE)
                                .isPresent()
                        && i + 2 < to;
                if (adding) {
                    end = i;
                    break;
                }
            }
            while (end > start
                    && (document.form(end - 1).equals(".")
                            || document.form(end - 1).equals(",")
                            || document.form(end - 1).equals(";"))
                    && document.quotationOf(end - 1) < 0) {
                end--;
            }
            return end;
        }
    }

    private static int anchor(FoundClaim claim) {
        List<TokenSpan> spans = claim.content().isEmpty() ? claim.cue() : claim.content();
        return spans.isEmpty() ? 0 : spans.get(0).start();
    }
}
