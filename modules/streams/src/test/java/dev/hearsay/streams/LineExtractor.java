package dev.hearsay.streams;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.Actor;
import dev.hearsay.extract.Entity;
import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.extract.QuoteType;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.streams.extraction.StoryExtractor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trivial extractor: a paragraph {@code NAME[+NAME] VERB CONTENT} is a claim. The verbs are says (direct), states
 * (indirect), mixes, declines (a non-response), hopes (not counted) and crashes (the extractor throws); the name Someone is
 * an unnamed speaker.
 */
public final class LineExtractor implements StoryExtractor {
    private static final Pattern CLAIM =
            Pattern.compile("(?m)^([^\\n]+?) (says|states|mixes|declines|hopes|crashes|overflows) ([^\\n]+)$");

    private final String version;
    private final AtomicInteger calls = new AtomicInteger();

    public LineExtractor(String version) {
        this.version = version;
    }

    public LineExtractor() {
        this("lines-1");
    }

    /** How many texts it has read. */
    public int calls() {
        return calls.get();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Extraction extract(String text, String language) {
        calls.incrementAndGet();
        if (language.equals("xx")) {
            return Extraction.unsupported();
        }
        Map<String, List<TextSpan>> mentions = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        List<ExtractedClaim> claims = new ArrayList<>();
        Matcher matcher = CLAIM.matcher(text);
        while (matcher.find()) {
            if (matcher.group(2).equals("crashes")) {
                throw new IllegalArgumentException("cannot read " + matcher.group(3));
            }
            if (matcher.group(2).equals("overflows")) {
                throw new StackOverflowError();
            }
            for (String name : matcher.group(1).split("\\+")) {
                TextSpan source = span(text, matcher.start(1), matcher.end(1));
                Optional<Actor> actor = Optional.empty();
                if (!name.equals("Someone")) {
                    String id = NormalizedName.of(name);
                    actor = Optional.of(new Actor(id, name, EntityType.PERSON));
                    names.putIfAbsent(id, name);
                    mentions.computeIfAbsent(id, key -> new ArrayList<>()).add(source);
                }
                claims.add(new ExtractedClaim(
                        actor,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(source),
                        List.of(span(text, matcher.start(2), matcher.end(2))),
                        List.of(span(text, matcher.start(3), matcher.end(3))),
                        switch (matcher.group(2)) {
                            case "says" -> QuoteType.DIRECT;
                            case "mixes" -> QuoteType.MIXED;
                            default -> QuoteType.INDIRECT;
                        },
                        switch (matcher.group(2)) {
                            case "declines" -> Act.NON_RESPONSE;
                            case "hopes" -> Act.ATTITUDE;
                            default -> Act.STATEMENT;
                        },
                        List.of(),
                        0.5,
                        "line",
                        span(text, matcher.start(), matcher.end())));
            }
        }
        List<Entity> entities = new ArrayList<>();
        mentions.forEach((id, spans) -> entities.add(
                new Entity(id, names.get(id), EntityType.PERSON, Optional.empty(), Optional.empty(), spans)));
        return new Extraction(true, false, entities, claims);
    }

    private static TextSpan span(String text, int from, int to) {
        return new TextSpan(text.codePointCount(0, from), text.codePointCount(0, to));
    }
}
