package dev.hearsay.extract.acts;

import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the act of a claim is told by: the words of the cue and around it, the kind of source, how the content begins. */
public final class ActFeatures {
    private static final Set<String> MODAL = Lexicon.words("""
            would will could should may might can must shall 'll \u2019ll 'd \u2019d to if not n't n\u2019t never
            expected likely supposed going plans planning wants asked urged no nobody is was be been were are
            has have had being did does do unless whether until""");
    private static final Set<String> SOURCES = Lexicon.words("""
            he she they it i we you who which that one no nobody anyone everyone somebody some many most voters
            people americans republicans democrats critics officials supporters report poll polls study survey
            bill law order plan policy decision ruling court judge company campaign""");
    /** How far before the cue a modal or negation is looked for. */
    private static final int REACH = 4;

    private ActFeatures() {}

    /** The features that a claim has; each counts once. */
    public static List<String> of(Document document, FoundClaim claim, Lexicon lexicon) {
        List<String> features = new ArrayList<>(40);
        features.add("bias");
        cue(document, claim, lexicon, features);
        source(document, claim, features);
        content(document, claim, features);
        return features;
    }

    private static void cue(Document document, FoundClaim claim, Lexicon lexicon, List<String> features) {
        if (claim.cue().isEmpty()) {
            features.add("cue=");
            return;
        }
        StringBuilder whole = new StringBuilder("C=");
        String previous = "";
        for (TokenSpan span : claim.cue()) {
            for (int i = span.start(); i < span.end() && whole.length() < 60; i++) {
                String lower = document.lower(i);
                features.add("c=" + lower);
                if (!previous.isEmpty()) {
                    features.add("b=" + previous + ' ' + lower);
                }
                lexicon.verb(lower).ifPresent(verb -> {
                    features.add("v=" + verb.base());
                    features.add("a=" + verb.act());
                    features.add("k=" + verb.kind());
                });
                for (String kind : ActWords.bundled().kinds(lower)) {
                    features.add("A=" + kind);
                    if (i == span.end() - 1) {
                        features.add("L=" + kind);
                    }
                }
                if (lower.length() > 4) {
                    features.add("x=" + lower.substring(lower.length() - 3));
                }
                whole.append(lower).append(' ');
                previous = lower;
            }
        }
        features.add(whole.toString().trim());
        int first = claim.cue().get(0).start();
        int last = claim.cue().get(claim.cue().size() - 1).end();
        features.add("l=" + document.lower(last - 1));
        int sentence = document.sentenceOf(first);
        int floor = document.sentenceStart(sentence);
        if (first > floor) {
            features.add("p=" + document.lower(first - 1));
        }
        for (int i = Math.max(floor, first - REACH); i < first; i++) {
            if (MODAL.contains(document.lower(i))) {
                features.add("m=" + document.lower(i));
            }
        }
        if (last < document.sentenceEnd(document.sentenceOf(last - 1))) {
            features.add("n=" + document.lower(last));
        }
        features.add("o=" + document.lower(floor));
    }

    private static void source(Document document, FoundClaim claim, List<String> features) {
        if (claim.source().isEmpty()) {
            features.add("s=");
            return;
        }
        TokenSpan span = claim.source().get(0);
        features.add("s1=" + (span.end() - span.start() == 1));
        features.add("S=" + Character.isUpperCase(document.form(span.end() - 1).codePointAt(0)));
        for (int i = span.start(); i < span.end() && i < span.start() + 8; i++) {
            if (SOURCES.contains(document.lower(i))) {
                features.add("s=" + document.lower(i));
            }
        }
        if (!claim.cue().isEmpty()) {
            features.add("i=" + (span.start() > claim.cue().get(0).start()));
        }
    }

    private static void content(Document document, FoundClaim claim, List<String> features) {
        if (claim.content().isEmpty()) {
            features.add("t=");
            return;
        }
        int quoted = 0;
        int words = 0;
        for (TokenSpan span : claim.content()) {
            for (int i = span.start(); i < span.end(); i++) {
                if (Character.isLetterOrDigit(document.form(i).codePointAt(0))) {
                    words++;
                    quoted += document.quotationOf(i) >= 0 ? 1 : 0;
                }
            }
        }
        TokenSpan first = claim.content().get(0);
        features.add("q=" + (quoted == 0 ? "none" : quoted == words ? "all" : "some"));
        features.add("w=" + Math.min(6, words / 4));
        features.add(
                "t=" + (quoted > 0 && document.quotationOf(first.start()) >= 0 ? "\"" : document.lower(first.start())));
        if (!claim.cue().isEmpty()) {
            features.add("d=" + (first.start() > claim.cue().get(0).start()));
        }
    }
}
