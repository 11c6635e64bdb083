package dev.hearsay.extract.text;

import java.util.Locale;

/**
 * Tells headline, dateline and story from the debris around them: bylines, credits, notices, menus, forms. By the words that
 * such lines begin with or contain; a paragraph of running sentences is the story unless it is a notice.
 */
final class Layout {
    /** A longer paragraph is never a headline, a menu or a byline. */
    private static final int LINE = 30;
    /** A longer paragraph is never a notice. */
    private static final int NOTICE = 90;

    private static final String[] CREDITS = {
        "reporting by",
        "additional reporting",
        "writing by",
        "editing by",
        "compiled by",
        "edited by",
        "with reporting by",
        "contributed to this report",
        "contributed to this story",
        "contributed reporting",
        "contributed to this article",
        "contributed from",
        "with files from",
        "with inputs from",
        "research by",
        "our standards:",
        "is a reporter for",
        "follow him on twitter",
        "follow her on twitter",
        "follow on twitter",
        "can be reached at",
        "e-mail:",
        "email:",
        "follow the author"
    };
    private static final String[] NOTICES = {
        "all rights reserved",
        "\u00A9",
        "copyright ",
        "(c) 20",
        "published from a syndicated feed",
        "syndicated feed",
        "has not been edited by",
        "may not be published, broadcast",
        "this article originally appeared",
        "this article was originally published",
        "this story was originally published",
        "this post originally appeared",
        "a version of this article appears in print",
        "for more newspaper articles",
        "republished with permission",
        "this material may not",
        "the views expressed",
        "views expressed in this",
        "the opinions expressed",
        "terms of service",
        "privacy policy",
        "distributed by",
        "this is a developing story",
        "this story has been updated",
        "this post has been updated",
        "this article has been updated",
        "editor's note:",
        "editor\u2019s note:",
        "correction:",
        "note to editors"
    };
    private static final String[] PHOTOS = {
        "getty images",
        "getty/",
        "via getty",
        "ap photo",
        "photo by",
        "photo:",
        "photos:",
        "photo credit",
        "(photo",
        "image credit",
        "image:",
        "(file photo)",
        "file photo",
        "reuters/",
        "afp/getty",
        "associated press/",
        "(ap)",
        "screengrab",
        "screenshot",
        "courtesy of",
        "video courtesy",
        "photograph by",
        "credit:",
        "photo illustration",
        "picture:"
    };
    private static final String[] MENUS = {
        "read more",
        "read the rest",
        "read more:",
        "related:",
        "related articles",
        "related stories",
        "see also",
        "also read",
        "also see",
        "click here",
        "sign up",
        "subscribe",
        "advertisement",
        "share this",
        "tweet this",
        "follow us",
        "follow @",
        "like us on",
        "watch:",
        "watch the video",
        "watch below",
        "listen:",
        "more from",
        "more on this",
        "more:",
        "most read",
        "trending",
        "home ",
        "home >",
        "skip to",
        "download our",
        "download the app",
        "back to top",
        "load comments",
        "view comments",
        "continue reading",
        "story continues",
        "recommended for you",
        "you may also like",
        "don't miss",
        "top stories",
        "latest news",
        "tags:",
        "filed under",
        "topics:",
        "loading",
        "join the conversation",
        "newsletter",
        "see more",
        "full story",
        "read full",
        "here's the video",
        "watch live",
        "photos of the day",
        "to view this",
        "this content",
        "cookie"
    };
    private static final String[] FORMS = {
        "please enter your comment",
        "please enter your name",
        "leave a reply",
        "leave a comment",
        "post a comment",
        "log in to",
        "you must be logged in",
        "save my name",
        "your email address",
        "comments are closed",
        "add a comment",
        "write a comment",
        "required fields are marked",
        "cancel reply",
        "email address",
        "enter your email"
    };

    private final Part[] parts;
    private final int datelineEnd;

    private Layout(Part[] parts, int datelineEnd) {
        this.parts = parts;
        this.datelineEnd = datelineEnd;
    }

    Part part(int paragraph) {
        return parts[paragraph];
    }

    int datelineEnd() {
        return datelineEnd;
    }

    static Layout of(Document document) {
        int count = document.paragraphs();
        Part[] parts = new Part[count];
        int headline = -1;
        int story = -1;
        for (int p = 0; p < count; p++) {
            parts[p] = part(document, p);
            if (parts[p] == Part.STORY) {
                if (headline < 0 && story < 0 && count > 1 && title(document, p)) {
                    headline = p;
                    parts[p] = Part.HEADLINE;
                } else if (story < 0) {
                    story = p;
                }
            }
        }
        int dateline = 0;
        for (int p = Math.max(story, 0); p < Math.min(count, Math.max(story, 0) + 3) && dateline == 0; p++) {
            dateline = dateline(document, p);
        }
        return new Layout(parts, dateline);
    }

    private static boolean title(Document document, int p) {
        int start = document.paragraphStart(p);
        return document.paragraphEnd(p) - start <= LINE && dateline(document, p) == 0;
    }

    private static Part part(Document document, int p) {
        int start = document.paragraphStart(p);
        int end = document.paragraphEnd(p);
        int length = end - start;
        if (length > NOTICE) {
            return Part.STORY;
        }
        String line = document.text(start, end).toLowerCase(Locale.ROOT);
        String head = line.startsWith("(") || line.startsWith("[") || line.startsWith("*")
                ? line.substring(1).stripLeading()
                : line;
        if (length <= LINE && starts(head, FORMS)) {
            return Part.FORM;
        }
        boolean quoted =
                document.form(start).equals("\"") || document.form(start).equals("\u201C");
        if (quoted) {
            return Part.STORY;
        }
        if (starts(head, CREDITS) || length <= LINE && creditsAnywhere(line)) {
            return Part.CREDITS;
        }
        if (starts(head, NOTICES) || notice(line)) {
            return Part.NOTICE;
        }
        if (length <= LINE && photo(head, line, length)) {
            return Part.PHOTO;
        }
        if (length <= LINE && starts(head, MENUS) && menu(document, head, end)) {
            return Part.NAVIGATION;
        }
        return byline(document, start, end) ? Part.BYLINE : Part.STORY;
    }

    /** A menu line is short, or does not end like a sentence, or points somewhere. */
    private static boolean menu(Document document, String head, int end) {
        char last = head.charAt(head.length() - 1);
        boolean crumbs = head.startsWith("home ");
        return crumbs ? last != '.' || head.endsWith("...") : head.length() < 60 || last != '.' || head.contains(":");
    }

    private static boolean photo(String head, String line, int length) {
        return starts(head, PHOTOS) || line.endsWith("(file)") || length <= 8 && contains(line, PHOTOS);
    }

    private static boolean notice(String line) {
        return line.contains("all rights reserved")
                || line.contains("syndicated feed")
                || line.contains("has not been edited by")
                || line.contains("may not be published, broadcast")
                || line.contains("may not be reproduced");
    }

    private static boolean creditsAnywhere(String line) {
        return line.contains("contributed to this report")
                || line.contains("contributed to this story")
                || line.contains("contributed to this article")
                || line.contains("contributed reporting")
                || line.contains("; editing by");
    }

    private static boolean byline(Document document, int start, int end) {
        int length = end - start;
        if (length < 2 || length > 16 || !document.form(start).equalsIgnoreCase("by")) {
            return false;
        }
        String last = document.form(end - 1);
        return Character.isUpperCase(document.form(start + 1).codePointAt(0)) && !last.equals("?") && !last.equals("!");
    }

    private static boolean starts(String line, String[] beginnings) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String line, String[] phrases) {
        for (String phrase : phrases) {
            if (line.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /**
     * One past a dateline that opens a paragraph, or 0: a place in capitals, then at most a few words (date, agency in
     * brackets), then a dash; or a place, an agency in brackets, and a dash.
     */
    private static int dateline(Document document, int p) {
        int start = document.paragraphStart(p);
        int end = Math.min(document.paragraphEnd(p), start + 20);
        boolean capitals = false;
        boolean bracket = false;
        for (int i = start; i < end; i++) {
            String form = document.form(i);
            if (form.equals("-") || form.equals("--") || form.equals("\u2014") || form.equals("\u2013")) {
                boolean apart = document.spaceBefore(i) || document.spaceAfter(i);
                return i > start && (capitals || bracket) && apart && i + 1 < document.paragraphEnd(p) ? i + 1 : 0;
            }
            if (i == start) {
                capitals = form.length() > 2
                        && form.equals(form.toUpperCase(Locale.ROOT))
                        && Character.isLetter(form.charAt(0));
                if (!Character.isUpperCase(form.codePointAt(0))) {
                    return 0;
                }
            } else if (form.equals("(")) {
                bracket = true;
            } else if (!bracket && !capitals && !Character.isUpperCase(form.codePointAt(0)) && !form.equals(",")) {
                return 0;
            } else if (!bracket && Character.isLowerCase(form.codePointAt(0))) {
                return 0;
            }
        }
        return 0;
    }
}
