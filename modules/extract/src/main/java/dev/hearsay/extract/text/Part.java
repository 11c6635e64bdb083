package dev.hearsay.extract.text;

/** What a paragraph is. */
public enum Part {
    /** The title of the story. */
    HEADLINE,
    /** The story itself. */
    STORY,
    /** Who wrote it, alone in a paragraph. */
    BYLINE,
    /** "(Reporting by …)", editors, contributors. */
    CREDITS,
    /** Copyright and syndication notices. */
    NOTICE,
    /** Whose photograph it is, or that there is one. */
    PHOTO,
    /** Menus, breadcrumbs, "read more", shares, subscriptions. */
    NAVIGATION,
    /** A form that asks for comments. */
    FORM;

    /** Whether nothing in it is the story's. */
    public boolean boilerplate() {
        return this != HEADLINE && this != STORY;
    }
}
