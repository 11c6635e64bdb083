package dev.hearsay.app.evaluate;

import dev.hearsay.extract.TextSpan;
import dev.hearsay.extract.evaluation.ClaimSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Attributions in <a href="https://brat.nlplab.org/standoff.html">brat standoff</a>, as PolNeAR has them: each event is a
 * claim, with its Source, Cue and Content arguments. A repeated argument is numbered (Content2). A line that begins no
 * record continues the text of the span before it; an argument that refers to a missing span is left out.
 */
final class BratStandoff {
    private static final Pattern SPAN =
            Pattern.compile("(T\\d+)\t[\\w-]+ (\\d+ \\d+(?:;\\d+ \\d+)*)\t.*", Pattern.DOTALL);
    private static final Pattern EVENT = Pattern.compile("(E\\d+)\t[\\w-]+:T\\d+([^\t]*).*", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("(source|cue|content)\\d*:(T\\d+)");

    private BratStandoff() {}

    /**
     * The claims of an {@code .ann} file, in its order.
     *
     * @throws NumberFormatException if an offset is none that a text can have
     */
    static List<Attribution> claims(String standoff) {
        Map<String, List<TextSpan>> spans = new HashMap<>();
        List<MatchResult> events = new ArrayList<>();
        for (String line : standoff.split("\n")) {
            Matcher span = SPAN.matcher(line);
            Matcher event = EVENT.matcher(line);
            if (span.matches()) {
                spans.put(span.group(1), fragments(span.group(2)));
            } else if (event.matches()) {
                events.add(event.toMatchResult());
            }
        }
        return events.stream()
                .map(event -> new Attribution(event.group(1), claim(event.group(2), spans)))
                .toList();
    }

    private static List<TextSpan> fragments(String offsets) {
        List<TextSpan> fragments = new ArrayList<>();
        for (String fragment : offsets.split(";")) {
            int space = fragment.indexOf(' ');
            int start = Integer.parseInt(fragment.substring(0, space));
            int end = Integer.parseInt(fragment.substring(space + 1));
            if (start < end) {
                fragments.add(new TextSpan(start, end));
            }
        }
        return fragments;
    }

    private static ClaimSpans claim(String arguments, Map<String, List<TextSpan>> spans) {
        Map<String, List<TextSpan>> roles = new HashMap<>();
        for (String word : arguments.strip().split("\\s+")) {
            Matcher argument = ARGUMENT.matcher(lowerName(word));
            if (argument.matches()) {
                roles.computeIfAbsent(argument.group(1), role -> new ArrayList<>())
                        .addAll(spans.getOrDefault(argument.group(2), List.of()));
            }
        }
        return new ClaimSpans(
                roles.getOrDefault("source", List.of()),
                roles.getOrDefault("cue", List.of()),
                roles.getOrDefault("content", List.of()));
    }

    private static String lowerName(String argument) {
        int colon = Math.max(0, argument.indexOf(':'));
        return argument.substring(0, colon).toLowerCase(Locale.ROOT) + argument.substring(colon);
    }
}
