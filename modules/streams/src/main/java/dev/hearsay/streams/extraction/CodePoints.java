package dev.hearsay.streams.extraction;

/** Finds code points in a text: spans count code points, Java counts UTF-16 units. */
final class CodePoints {
    private final String text;
    private final int length;
    private final int[] offsets;

    CodePoints(String text) {
        this.text = text;
        this.length = text.codePointCount(0, text.length());
        this.offsets = length == text.length() ? new int[0] : offsets(text, length);
    }

    int length() {
        return length;
    }

    /** The text from one code point to another; positions outside the text are moved to its edge. */
    String slice(int start, int end) {
        int from = clip(start);
        int to = Math.max(from, clip(end));
        return offsets.length == 0 ? text.substring(from, to) : text.substring(offsets[from], offsets[to]);
    }

    int clip(int position) {
        return Math.max(0, Math.min(position, length));
    }

    private static int[] offsets(String text, int length) {
        int[] offsets = new int[length + 1];
        int at = 0;
        for (int i = 0; i < length; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        offsets[length] = at;
        return offsets;
    }
}
