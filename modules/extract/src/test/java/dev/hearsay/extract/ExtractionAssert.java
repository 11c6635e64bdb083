package dev.hearsay.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Extracts a text and checks what holds of every extraction: spans in bounds, on the edges of tokens, in order and disjoint;
 * content disjoint from its cue and source; actors among the entities; ids unique and independent of anything but the text; the
 * same result again and from other threads. Every extraction test goes through it.
 */
final class ExtractionAssert {
    static final Extractor EXTRACTOR = Extractor.open();

    private ExtractionAssert() {}

    static Extraction extract(String text) {
        Extraction extraction = EXTRACTOR.extract(text, "en");
        wellFormed(text, extraction);
        assertThat(EXTRACTOR.extract(text, "en")).isEqualTo(extraction);
        List<CompletableFuture<Extraction>> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(CompletableFuture.supplyAsync(() -> EXTRACTOR.extract(text, "en")));
        }
        others.forEach(other -> assertThat(other.join()).isEqualTo(extraction));
        return extraction;
    }

    static void wellFormed(String text, Extraction extraction) {
        Document document = Document.of(text);
        Set<Integer> starts = new HashSet<>();
        Set<Integer> ends = new HashSet<>();
        for (int i = 0; i < document.size(); i++) {
            starts.add(document.start(i));
            ends.add(document.end(i));
        }
        Set<String> ids = new HashSet<>();
        Set<String> kinds = new HashSet<>();
        for (Entity entity : extraction.entities()) {
            assertThat(kinds.add(entity.id() + " " + entity.type()))
                    .as("one entity of an id and type")
                    .isTrue();
            ids.add(entity.id());
            assertThat(entity.id()).isEqualTo(NormalizedName.of(entity.name())).isNotEmpty();
            spans(entity.mentions(), starts, ends);
        }
        for (ExtractedClaim claim : extraction.claims()) {
            spans(claim.source(), starts, ends);
            spans(claim.cue(), starts, ends);
            spans(claim.content(), starts, ends);
            assertThat(claim.content().isEmpty() && claim.cue().isEmpty()).isFalse();
            disjoint(claim.content(), claim.cue());
            disjoint(claim.content(), claim.source());
            disjoint(claim.source(), claim.cue());
            assertThat(claim.confidence()).isBetween(0.0, 1.0);
            assertThat(claim.decidedBy()).isNotBlank();
            assertThat(ids.containsAll(claim.about())).isTrue();
            claim.actor().ifPresent(actor -> {
                assertThat(ids.contains(actor.id())).isTrue();
                assertThat(actor.id()).isEqualTo(NormalizedName.of(actor.name()));
            });
            for (List<TextSpan> part : List.of(claim.source(), claim.cue(), claim.content())) {
                for (TextSpan span : part) {
                    assertThat(span.start())
                            .isGreaterThanOrEqualTo(claim.context().start());
                    assertThat(span.end()).isLessThanOrEqualTo(claim.context().end());
                }
            }
        }
        List<String> claimIds = ClaimIds.assign("story", text, extraction.claims());
        assertThat(new HashSet<>(claimIds)).hasSameSizeAs(claimIds);
    }

    private static void spans(List<TextSpan> spans, Set<Integer> starts, Set<Integer> ends) {
        int last = 0;
        for (TextSpan span : spans) {
            assertThat(starts.contains(span.start()))
                    .as("starts a token: %s", span)
                    .isTrue();
            assertThat(ends.contains(span.end())).as("ends a token: %s", span).isTrue();
            assertThat(span.start()).isGreaterThanOrEqualTo(last);
            last = span.end();
        }
    }

    private static void disjoint(List<TextSpan> some, List<TextSpan> others) {
        for (TextSpan one : some) {
            for (TextSpan other : others) {
                assertThat(one.overlaps(other)).as("%s and %s", one, other).isFalse();
            }
        }
    }

    /** "actor | act | content" of each claim; the parts of a content are joined by " … ", no actor is "-". */
    static List<String> brief(String text, Extraction extraction) {
        List<String> all = new ArrayList<>();
        for (ExtractedClaim claim : extraction.claims()) {
            all.add(claim.actor().map(Actor::name).orElse("-") + " | " + claim.act() + " | "
                    + text(text, claim.content()));
        }
        return all;
    }

    static String text(String text, List<TextSpan> spans) {
        List<String> parts = new ArrayList<>();
        for (TextSpan span : spans) {
            int from = text.offsetByCodePoints(0, span.start());
            parts.add(text.substring(from, text.offsetByCodePoints(from, span.length())));
        }
        return String.join(" \u2026 ", parts);
    }
}
