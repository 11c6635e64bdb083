package dev.hearsay.feeds;

import dev.hearsay.contracts.records.Article;
import java.util.ArrayList;
import java.util.List;

/** What became of one document: failures are values. */
public sealed interface Parsed {
    /** Where the document stood. */
    Origin origin();

    /**
     * An article.
     *
     * @param article the document's own story version
     * @param cancels cancels addressed to other documents that this one replaces or kills; they belong to the article:
     *     a publisher sends all or reports failure
     * @param warnings what a person should know
     */
    record Accepted(Origin origin, Article article, List<Article> cancels, List<Warning> warnings) implements Parsed {
        /** Copies the lists. */
        public Accepted {
            cancels = List.copyOf(cancels);
            warnings = List.copyOf(warnings);
        }

        /** The article, then its cancels. */
        public List<Article> articles() {
            if (cancels.isEmpty()) {
                return List.of(article);
            }
            List<Article> all = new ArrayList<>(1 + cancels.size());
            all.add(article);
            all.addAll(cancels);
            return all;
        }
    }

    /**
     * No article.
     *
     * @param reason one line that names the fault
     */
    record Refused(Origin origin, Refusal kind, String reason) implements Parsed {
        private static final int LONGEST_REASON = 500;

        /** Keeps the reason on one line of bounded length. */
        public Refused {
            reason = oneLine(reason);
        }

        private static String oneLine(String reason) {
            StringBuilder line = new StringBuilder(Math.min(reason.length(), LONGEST_REASON));
            for (int i = 0; i < reason.length() && line.length() < LONGEST_REASON; i++) {
                char c = reason.charAt(i);
                line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
            }
            return line.toString().strip();
        }

        @Override
        public String toString() {
            return origin + ": " + reason;
        }
    }
}
