package dev.hearsay.feeds.detect;

import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.columns.TableReader;
import dev.hearsay.feeds.text.DecodedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format of a document by its first bytes; its name decides only between formats that look alike. */
final class FormatDetector {
    /** How many bytes are looked at. */
    static final int WINDOW = 64 * 1024;

    private static final int LONGEST_WIRE_HEADER = 200;

    /** The first tag after declarations, comments and document types. */
    private static final Pattern ROOT = Pattern.compile(
            "(?s)\\A\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*|<!DOCTYPE[^\\[>]*(?:\\[.*?\\]\\s*)?>\\s*)*<(?:[A-Za-z_][\\w.-]*:)?([A-Za-z_][\\w.-]*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HTML_TYPE = Pattern.compile("(?is)\\A\\s*(?:<!--.*?-->\\s*)*<!DOCTYPE\\s+html\\b.*");

    private static final Pattern WRAPPED_NEWSML =
            Pattern.compile("<(?:[A-Za-z_][\\w.-]*:)?(?:newsItem|newsMessage)[\\s>]");
    private static final Pattern WRAPPED_NITF = Pattern.compile("<(?:[A-Za-z_][\\w.-]*:)?nitf[\\s>]");

    private static final List<String> HTML_TAGS = List.of(
            "html", "head", "body", "div", "p", "section", "article", "main", "h1", "meta", "title", "script", "table",
            "span");

    private FormatDetector() {}

    /** What a stream holds: a format, or nothing that is read here, said in a sentence. */
    record Detected(java.util.Optional<Format> format, String otherwise) {
        static Detected as(Format format) {
            return new Detected(java.util.Optional.of(format), "");
        }

        static Detected not(String what) {
            return new Detected(java.util.Optional.empty(), what);
        }
    }

    static Detected detect(byte[] head, ReadOptions options) {
        String text = DecodedText.utf8(head, 0, head.length).text();
        String start = text.stripLeading();
        String lower = options.source().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zip)$", "");
        boolean mapped = !options.columns().isDefault();
        if (start.startsWith("WARC/") || start.startsWith("filedesc:")) {
            return Detected.as(Format.WARC);
        }
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return Detected.as(mapped ? Format.JSON_LINES : Format.NINJS_LINES);
        }
        if (start.startsWith("<") && !lower.endsWith(".csv")) {
            return markup(start, lower);
        }
        int declaration = start.indexOf("<?xml ");
        if (declaration > 0 && declaration <= LONGEST_WIRE_HEADER) {
            // Some lines of a wire's transport header stay on the document.
            return markup(start.substring(declaration), lower);
        }
        if (start.isEmpty()) {
            return Detected.as(lower.endsWith(".json") ? Format.NINJS : Format.TEXT);
        }
        if (start.startsWith("{") || start.startsWith("[") || hasJsonLine(text)) {
            boolean lines = hasJsonLine(text);
            return Detected.as(lines ? mapped ? Format.JSON_LINES : Format.NINJS_LINES : Format.NINJS);
        }
        if (binary(text)) {
            return Detected.not("binary data of no format that is read here");
        }
        if (lower.endsWith(".csv") || lower.endsWith(".tsv") || hasHeaderLine(start, mapped)) {
            return Detected.as(Format.CSV);
        }
        return Detected.as(Format.TEXT);
    }

    private static Detected markup(String start, String name) {
        if (HTML_TYPE
                .matcher(start.substring(0, Math.min(start.length(), 2_000)))
                .matches()) {
            return Detected.as(Format.HTML);
        }
        Matcher root = ROOT.matcher(start);
        if (!root.find()) {
            return name.endsWith(".html") || name.endsWith(".htm")
                    ? Detected.as(Format.HTML)
                    : Detected.not("it begins like XML and has no element");
        }
        String element = root.group(1);
        return switch (element) {
            case "newsItem",
                    "newsMessage",
                    "packageItem",
                    "conceptItem",
                    "knowledgeItem",
                    "planningItem",
                    "catalogItem" -> Detected.as(Format.NEWSML_G2);
            case "nitf" -> Detected.as(Format.NITF);
            case "rss", "RDF", "feed", "deleted-entry" -> Detected.as(Format.SYNDICATION);
            case "NewsML" -> Detected.not("NewsML 1.x is not read: ask for NewsML-G2 or NITF");
            default ->
                HTML_TAGS.contains(element.toLowerCase(Locale.ROOT))
                        ? Detected.as(Format.HTML)
                        : inside(start, element);
        };
    }

    /** Transports wrap documents in elements of their own. */
    private static Detected inside(String start, String root) {
        if (WRAPPED_NEWSML.matcher(start).find()) {
            return Detected.as(Format.NEWSML_G2);
        }
        return WRAPPED_NITF.matcher(start).find()
                ? Detected.as(Format.NITF)
                : Detected.not("XML whose root is '" + root + "': no format that is read here");
    }

    /** Whether the first line names at least an id or headline, and a body, between separators. */
    private static boolean hasHeaderLine(String text, boolean mapped) {
        int end = text.indexOf('\n');
        if (end < 0) {
            return false;
        }
        String header = text.substring(0, end).toLowerCase(Locale.ROOT);
        String separator = Pattern.quote(String.valueOf(TableReader.separator(header)));
        List<String> cells = Arrays.stream(header.split(separator, -1))
                .map(c -> c.strip().replaceAll("^\"|\"$", "").strip())
                .toList();
        return cells.size() > 1 && (mapped ? cells.size() > 2 : ColumnMap.isHeader(cells));
    }

    /** Whether a line is an object by itself, or is longer than the window and starts like one. */
    private static boolean hasJsonLine(String text) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            boolean cut = end < 0;
            int to = cut ? text.length() : end;
            if (text.charAt(from) == '{' && to - from > 2) {
                String line = text.substring(from, to).stripTrailing();
                if (line.endsWith("}") || cut && text.length() >= WINDOW / 4) {
                    return true;
                }
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean binary(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == '\uFFFD') {
                controls++;
            }
        }
        return controls * 10L > text.length();
    }
}
