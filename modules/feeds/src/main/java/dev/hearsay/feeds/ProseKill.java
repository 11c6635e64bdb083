package dev.hearsay.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notices in words that a story is to be killed or withdrawn, as desks send them to people. They name stories in ways
 * that no program can be sure of; so they are shown and never obeyed.
 */
final class ProseKill {
    private static final int LONGEST = 120;
    private static final int PARAGRAPHS = 3;

    private static final Pattern NOTICE = Pattern.compile(
            "(?:\\b(?:please|pls|must|mandatory|immediate(?:ly)?|editors?[:,]?)\\s+(?:kill|disregard|withdraw|do not use)\\b"
                    + "|\\bkill\\s+(?:the\\s+|this\\s+)?(?:item|story|stories|article|version|slug|notice)\\b"
                    + "|\\bthis\\s+(?:story|item|article|version)\\s+(?:has been|is)\\s+(?:killed|withdrawn)\\b"
                    + "|^\\W*(?-i:(?:BC-)?(?:[A-Z]{2,}-)?KILL\\b)"
                    + "|\\bKILL\\s+NOTICE\\b).{0,80}",
            Pattern.CASE_INSENSITIVE);

    private ProseKill() {}

    /** The words of a notice in the headline, the editor's note or the first paragraphs. */
    static Optional<String> in(String headline, @Nullable String note, List<String> paragraphs) {
        List<String> places = new ArrayList<>();
        places.add(headline);
        if (note != null) {
            places.add(note);
        }
        places.addAll(paragraphs.subList(0, Math.min(PARAGRAPHS, paragraphs.size())));
        for (String place : places) {
            String start = place.substring(0, Math.min(place.length(), 1_000));
            Matcher matcher = NOTICE.matcher(start);
            if (matcher.find()) {
                String words = matcher.group().strip();
                return Optional.of(words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…");
            }
        }
        return Optional.empty();
    }
}
