package dev.hearsay.feeds.plaintext;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields before a text: lines of {@code name: value} between two lines of {@code ---}, as static site generators and
 * desks write them.
 *
 * @param fields values by name in lower case, without quotation marks around them
 * @param text what follows
 */
record FrontMatter(Map<String, String> fields, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("\\A---[ \\t]*\\R(.{0,20000}?)\\R---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("^([A-Za-z][A-Za-z0-9 _-]{0,60}):[ \\t]*(.*?)[ \\t]*$", Pattern.MULTILINE);

    static FrontMatter of(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            return new FrontMatter(Map.of(), text);
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(block.group(1));
        while (field.find()) {
            String value = field.group(2);
            if (value.length() > 1
                    && (value.startsWith("\"") && value.endsWith("\"")
                            || value.startsWith("'") && value.endsWith("'"))) {
                value = value.substring(1, value.length() - 1);
            }
            fields.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), value);
        }
        return fields.isEmpty()
                ? new FrontMatter(Map.of(), text)
                : new FrontMatter(fields, text.substring(block.end()));
    }
}
