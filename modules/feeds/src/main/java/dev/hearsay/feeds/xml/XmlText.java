package dev.hearsay.feeds.xml;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Warning;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.DecodedText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * The characters of an XML document, with those faults mended that agencies and sites really send and that have one
 * meaning only: something before the first tag, control characters, HTML's named characters and bare ampersands.
 *
 * <p>The encoding is the byte-order mark's, else the declared one, else UTF-8; bytes that are no UTF-8 although nothing
 * else is declared are read as windows-1252.
 *
 * @param text what a parser may read
 * @param warnings what was mended
 */
public record XmlText(String text, List<Warning> warnings) {
    private static final int DECLARATION = 200;
    private static final int MOST_BARE = 10_000;
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    /** An ampersand that begins no number; character data and comments are matched to be passed over. */
    private static final Pattern AMPERSAND = Pattern.compile("(?s)<!\\[CDATA\\[.*?(?:\\]\\]>|\\z)|<!--.*?(?:-->|\\z)"
            + "|&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};)(?:([A-Za-z][A-Za-z0-9]{0,31});)?");

    /** Decodes and mends. */
    public static XmlText of(byte[] bytes) {
        List<Warning> warnings = new ArrayList<>();
        String text = mended(decoded(bytes, warnings), warnings);
        return new XmlText(text, List.copyOf(warnings));
    }

    /** Puts the warnings on an article. */
    public ArticleDraft warn(ArticleDraft draft) {
        warnings.forEach(w -> draft.warn(w.kind(), w.message()));
        return draft;
    }

    private static String decoded(byte[] bytes, List<Warning> warnings) {
        Matcher declared = ENCODING.matcher(head(bytes));
        Charset charset = StandardCharsets.UTF_8;
        boolean named = false;
        if (declared.find()) {
            String name = declared.group(1);
            // A declaration that can be read byte by byte is no UTF-16, whatever it says.
            if (!name.toUpperCase(java.util.Locale.ROOT).matches("(UTF-?16|UTF-?32|UCS-?[24]).*")) {
                try {
                    charset = Charset.forName(name);
                    named = true;
                } catch (IllegalArgumentException unknown) {
                    warnings.add(new Warning(Kind.BAD_ENCODING, "no encoding is called '" + name + "': UTF-8 assumed"));
                }
            }
        }
        if (charset.equals(StandardCharsets.ISO_8859_1)) {
            // As HTML does: nobody means the control characters of ISO 8859-1.
            charset = WESTERN;
        }
        DecodedText decoded = DecodedText.of(bytes, 0, bytes.length, charset);
        if (decoded.malformed() > 0 && charset.equals(StandardCharsets.UTF_8)) {
            if (!named) {
                warnings.add(new Warning(
                        Kind.BAD_ENCODING, "it declares no encoding and is no UTF-8: windows-1252 assumed"));
                return new String(bytes, WESTERN);
            }
        }
        if (decoded.malformed() > 0) {
            warnings.add(new Warning(
                    Kind.BAD_ENCODING,
                    decoded.malformed() + " broken byte sequences (no " + charset.name() + "): each is U+FFFD now"));
        }
        return decoded.text();
    }

    /** The first bytes, each a character: enough for a declaration, in UTF-16 too once the zeros are gone. */
    private static String head(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        return head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
    }

    private static String mended(String text, List<Warning> warnings) {
        int start = text.indexOf('<');
        if (start > 0) {
            if (!text.substring(0, start).isBlank()) {
                warnings.add(new Warning(Kind.MENDED, start + " characters before the first tag: ignored"));
            }
            text = text.substring(start);
        }
        int controls = 0;
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == '\uFFFE' || c == '\uFFFF') {
                controls++;
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, ' ');
            }
        }
        if (clean != null) {
            warnings.add(
                    new Warning(Kind.MENDED, controls + " control characters that XML forbids: each is a space now"));
            text = clean.toString();
        }
        return ampersands(text, warnings);
    }

    private static String ampersands(String text, List<Warning> warnings) {
        Matcher matcher = AMPERSAND.matcher(text);
        StringBuilder out = new StringBuilder(text.length());
        int named = 0;
        int bare = 0;
        int copied = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            String replacement;
            if (text.charAt(matcher.start()) == '<') {
                continue;
            }
            if (name == null) {
                if (++bare > MOST_BARE) {
                    // That is no slip of a writer: the parser refuses it.
                    return text;
                }
                replacement = "&amp;";
            } else if (isXml(name) || !Entities.isNamedEntity(name)) {
                // One that nobody knows is left to the parser, which refuses it.
                continue;
            } else {
                named++;
                replacement = Entities.getByName(name);
            }
            out.append(text, copied, matcher.start()).append(replacement);
            copied = matcher.end();
        }
        if (bare > 0) {
            warnings.add(new Warning(Kind.MENDED, bare + " bare ampersands: each means itself"));
        }
        // HTML's names are no fault worth a warning: NITF's and RSS 0.91's DTDs declare them.
        return named + bare == 0
                ? text
                : out.append(text, copied, text.length()).toString();
    }

    private static boolean isXml(String name) {
        return switch (name) {
            case "amp", "lt", "gt", "quot", "apos" -> true;
            default -> false;
        };
    }
}
