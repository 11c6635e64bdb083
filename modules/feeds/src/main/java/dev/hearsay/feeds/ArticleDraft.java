package dev.hearsay.feeds;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.CleanText;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.profiles.ProviderProfile;
import dev.hearsay.feeds.text.Paragraphs;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, gathered by the reader of its format; {@link #build} applies the rules that hold for all
 * formats: what is required, what is bounded, how the text is put together.
 *
 * <ul>
 *   <li>No document id: refused. No body: refused if the status is usable; a cancel or a hold needs none.
 *   <li>More text than {@link ArticleLimits#MAX_TEXT_CODE_POINTS}, an id longer than {@link ArticleLimits#MAX_ID_LENGTH}:
 *       refused, with the size and the limit.
 *   <li>The text of a cancel is dropped: nothing ever reads it.
 *   <li>Times are passed on as they are, absurd ones too, with a warning: extraction knows the time of acceptance.
 * </ul>
 */
public final class ArticleDraft {
    private static final int LONGEST_DISPLAY_FIELD = 4_000;
    private static final int MOST_SIGNALS = 50;
    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*");
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:urn:newsml:|tag:|[a-z][a-z0-9+.-]*://(?:[^/@]*@)?(?:www\\.)?)([A-Za-z0-9.-]*\\.[A-Za-z]{2,})\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** RFC 3085: {@code urn:newsml:provider:date:id:revision[update]}. */
    private static final Pattern REVISED_URN =
            Pattern.compile("(?i)(urn:newsml:[^:]+:\\d{8}(?:T[^:]*)?:[^:]+):(\\d+)[NUA]?");

    private final Origin origin;
    private final ReadOptions options;
    private final String format;
    private final List<Warning> warnings = new ArrayList<>();
    private final Set<String> canceledIds = new LinkedHashSet<>();
    private @Nullable String documentId;
    private @Nullable String provider;
    private @Nullable String outlet;
    private @Nullable String version;
    private @Nullable DocumentTime versionTime;
    private @Nullable DocumentTime firstCreated;
    private @Nullable DocumentTime published;
    private @Nullable DocumentTime embargo;
    private boolean versionExpected;
    private boolean versionedByContent;
    private @Nullable String statusWord;
    private @Nullable ArticleStatus status;
    private @Nullable String canceledBy;
    private @Nullable String url;
    private @Nullable String language;
    private @Nullable String byline;
    private @Nullable String editorsNote;
    private String headline = "";
    private List<String> paragraphs = List.of();
    private final List<String> signals = new ArrayList<>();
    private String bodyFault = "it has no body";

    /** An empty draft of a document in this format. */
    public ArticleDraft(Origin origin, ReadOptions options, String format) {
        this.origin = origin;
        this.options = options;
        this.format = format;
    }

    /** The provider's id of the document, the same for all its versions. */
    public ArticleDraft documentId(@Nullable String id) {
        documentId = given(id);
        return this;
    }

    /** Who issues the document. */
    public ArticleDraft provider(@Nullable String name) {
        provider = given(name);
        return this;
    }

    /** Who printed it. */
    public ArticleDraft outlet(@Nullable String name) {
        outlet = given(name);
        return this;
    }

    /** Version as written. */
    public ArticleDraft version(@Nullable String text) {
        version = given(text);
        return this;
    }

    /** In this format, a document without a version lacks something. */
    public ArticleDraft versionExpected() {
        versionExpected = true;
        return this;
    }

    /** When this version was made, as written. */
    public ArticleDraft versionTime(@Nullable String text) {
        versionTime = time("version time", text);
        return this;
    }

    /** When this version was made. */
    public ArticleDraft versionTime(Instant time) {
        versionTime = new DocumentTime(time, true);
        return this;
    }

    /** If the document has no version time, the time when this content was first seen is it. */
    public ArticleDraft versionedByContent() {
        versionedByContent = true;
        return this;
    }

    /** When the story was created, as written. */
    public ArticleDraft firstCreated(@Nullable String text) {
        firstCreated = time("creation time", text);
        return this;
    }

    /** When the story was published, as written. */
    public ArticleDraft published(@Nullable String text) {
        published = time("publication time", text);
        return this;
    }

    /** Not to be published before, as written. One that cannot be read holds the story. */
    public ArticleDraft embargo(@Nullable String text) {
        String written = given(text);
        if (written != null) {
            embargo = time("embargo", written);
            if (embargo == null) {
                // Publishing too early cannot be undone; a held story can be released.
                status = ArticleStatus.WITHHELD;
            }
        }
        return this;
    }

    /** Publishing status as written. */
    public ArticleDraft status(@Nullable String word) {
        statusWord = given(word);
        return this;
    }

    /** A status that the format means without a word for it. */
    public ArticleDraft status(ArticleStatus known) {
        status = known;
        return this;
    }

    /** This document is itself replaced by another: a final cancel. */
    public ArticleDraft replacedBy(String id) {
        status = ArticleStatus.CANCELED;
        version = null;
        versionTime = null;
        canceledBy = given(id);
        return warn(Kind.REPLACES, "replaced by " + id + ": canceled for good");
    }

    /** This document replaces or kills another, which is canceled for good. */
    public ArticleDraft cancels(@Nullable String id) {
        String other = given(id);
        if (other != null) {
            canceledIds.add(other);
        }
        return this;
    }

    /** Where it can be read. */
    public ArticleDraft url(@Nullable String address) {
        String given = given(address);
        url = given != null && (given.startsWith("http://") || given.startsWith("https://")) ? given : url;
        return this;
    }

    /** Language tag as declared. */
    public ArticleDraft language(@Nullable String tag) {
        language = given(tag);
        return this;
    }

    /** Byline. */
    public ArticleDraft byline(@Nullable String line) {
        byline = given(line);
        return this;
    }

    /** Editor's note. */
    public ArticleDraft editorsNote(@Nullable String note) {
        editorsNote = given(note);
        return this;
    }

    /** A signal. */
    public ArticleDraft signal(@Nullable String signal) {
        String given = given(signal);
        if (given != null && signals.size() < MOST_SIGNALS) {
            signals.add(given);
        }
        return this;
    }

    /** Headline, one line of plain text. */
    public ArticleDraft headline(@Nullable String line) {
        headline = line == null ? "" : Paragraphs.line(line);
        return this;
    }

    /** The body's paragraphs. */
    public ArticleDraft paragraphs(List<String> body) {
        paragraphs = body;
        return this;
    }

    /** What to say should the body be missed. */
    public ArticleDraft bodyFault(String fault) {
        bodyFault = fault;
        return this;
    }

    /** A warning. */
    public ArticleDraft warn(Kind kind, String message) {
        warnings.add(new Warning(kind, message));
        return this;
    }

    /** Whether a document id was given. */
    public boolean hasDocumentId() {
        return documentId != null;
    }

    /** The article, or why there is none. */
    public Parsed build() {
        if (documentId == null) {
            return refuse(Refusal.INCOMPLETE, "it has no id that its versions could share");
        }
        Optional<ProviderProfile> profile = options.profiles().of(Optional.ofNullable(provider), documentId);
        String id = identify(documentId, profile);
        if (versionExpected && version == null && canceledBy == null) {
            warn(Kind.NO_VERSION, "it has no version");
        }
        String issuer = CleanText.of(issuer(id, profile));
        String printer = CleanText.of(options.outlet()
                .or(() -> profile.flatMap(ProviderProfile::outlet))
                .orElse(outlet == null ? issuer : outlet));
        for (String part : List.of(id, issuer, printer)) {
            if (part.length() > ArticleLimits.MAX_ID_LENGTH) {
                return refuse(
                        Refusal.TOO_LARGE,
                        "an id, provider or outlet of " + part.length() + " characters; the limit is "
                                + ArticleLimits.MAX_ID_LENGTH);
            }
        }
        ArticleStatus meant = meantStatus(profile);
        boolean canceled = meant == ArticleStatus.CANCELED;
        profile.ifPresent(known -> paragraphs = known.kept(paragraphs));
        if (paragraphs.size() > 1 && paragraphs.get(0).equalsIgnoreCase(headline)) {
            // Some bodies begin with the headline: said once, it is one statement.
            paragraphs = paragraphs.subList(1, paragraphs.size());
        }
        if (meant == ArticleStatus.USABLE && paragraphs.isEmpty()) {
            return refuse(Refusal.INCOMPLETE, bodyFault);
        }
        int characters = characters();
        if (!canceled && characters > ArticleLimits.MAX_TEXT_CODE_POINTS) {
            return refuse(
                    Refusal.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "its text has %,d characters; the limit is %,d",
                            characters,
                            ArticleLimits.MAX_TEXT_CODE_POINTS));
        }
        String text = canceled ? "" : cleaned(text());
        String storyId = Keys.storyId(issuer, id);
        Optional<ZoneId> zone = profile.flatMap(ProviderProfile::zone);
        Instant made = instant("version time", versionTime, zone);
        Instant created = instant("creation time", firstCreated, zone);
        Instant issued = instant("publication time", published, zone);
        if (made == null && versionedByContent) {
            made = options.firstSeen()
                    .of(storyId, ContentHash.of(text), options.modified().orElse(options.readAt()));
        }
        judge("version time", made);
        judge("creation time", created);
        judge("publication time", issued);
        if (!canceled && made == null && created == null && issued == null) {
            warn(Kind.NO_TIME, "it has neither a version time nor a creation time");
        }
        if (meant == ArticleStatus.USABLE) {
            ProseKill.in(headline, editorsNote, paragraphs)
                    .ifPresent(
                            words -> warn(Kind.PROSE_KILL, "it asks in prose, which is not obeyed: '" + words + "'"));
        }
        Article article = Article.newBuilder()
                .setStoryId(storyId)
                .setProvider(issuer)
                .setDocumentId(id)
                .setVersion(clean(version))
                .setVersionTime(made)
                .setFirstCreated(created)
                .setPublished(issued)
                .setEmbargo(instant("embargo", embargo, zone))
                .setStatus(meant)
                .setStatusText(meant == ArticleStatus.UNKNOWN ? clean(shortened(statusWord)) : null)
                .setOutlet(printer)
                .setUrl(display("URL", url))
                .setLanguage(languageTag(canceled, profile))
                .setByline(display("byline", byline))
                .setHeadline(canceled ? "" : cleaned(bounded("headline", headline)))
                .setText(text)
                .setSignals(
                        signals.stream().map(s -> CleanText.of(shortened(s))).toList())
                .setEditorsNote(display("editor's note", editorsNote))
                .setCanceledBy(clean(canceledBy))
                .setFormat(format)
                .build();
        return new Parsed.Accepted(origin, article, cancelsOf(issuer, id, printer, profile), warnings);
    }

    /** The id that all versions share; a version that it carried is taken where the document gives none itself. */
    private String identify(String written, Optional<ProviderProfile> profile) {
        String id = written;
        String carried = null;
        Matcher revised = REVISED_URN.matcher(written);
        if (profile.isPresent()) {
            ProviderProfile.Identity identity = profile.get().identity(written);
            id = identity.id();
            carried = identity.version().orElse(null);
        } else if (revised.matches() && (version == null || version.equals(revised.group(2)))) {
            id = revised.group(1);
            carried = revised.group(2);
        }
        // A document that was replaced is canceled for good: it has no version on purpose.
        if (version == null && canceledBy == null) {
            version = carried;
        }
        return CleanText.of(id);
    }

    private ArticleStatus meantStatus(Optional<ProviderProfile> profile) {
        if (status != null) {
            return status;
        }
        String word = statusWord;
        if (word != null) {
            Optional<ArticleStatus> own = profile.flatMap(p -> p.status(word));
            if (own.isPresent()) {
                return own.get();
            }
        }
        ArticleStatus meant = StatusWord.read(Optional.ofNullable(word));
        if (meant == ArticleStatus.UNKNOWN) {
            warn(Kind.UNKNOWN_STATUS, "unknown status '" + shortened(word) + "': withheld");
        }
        return meant;
    }

    private String issuer(String id, Optional<ProviderProfile> profile) {
        Optional<String> known = profile.flatMap(ProviderProfile::provider);
        if (known.isPresent()) {
            return known.get();
        }
        if (provider != null) {
            return provider;
        }
        if (options.provider().isPresent()) {
            return options.provider().get();
        }
        var authority = AUTHORITY.matcher(id);
        String derived = authority.matches() ? authority.group(1).toLowerCase(Locale.ROOT) : "unknown";
        warn(Kind.NO_PROVIDER, "it names no provider: '" + derived + "' it is");
        return derived;
    }

    private List<Article> cancelsOf(String issuer, String id, String printer, Optional<ProviderProfile> profile) {
        List<Article> cancels = new ArrayList<>(0);
        for (String other : canceledIds) {
            Matcher revised = REVISED_URN.matcher(other);
            String otherId = CleanText.of(
                    profile.map(p -> p.identity(other).id()).orElse(revised.matches() ? revised.group(1) : other));
            if (otherId.equals(id) || otherId.length() > ArticleLimits.MAX_ID_LENGTH) {
                continue;
            }
            warn(Kind.REPLACES, "replaces " + otherId + ", which is canceled for good");
            cancels.add(Article.newBuilder()
                    .setStoryId(Keys.storyId(issuer, otherId))
                    .setProvider(issuer)
                    .setDocumentId(otherId)
                    .setStatus(ArticleStatus.CANCELED)
                    .setOutlet(printer)
                    .setText("")
                    .setCanceledBy(id)
                    .setFormat(format)
                    .build());
        }
        return cancels;
    }

    private String text() {
        int length = headline.length();
        for (String paragraph : paragraphs) {
            length += paragraph.length() + 2;
        }
        StringBuilder text = new StringBuilder(length).append(headline);
        for (String paragraph : paragraphs) {
            if (text.length() > 0) {
                text.append("\n\n");
            }
            text.append(paragraph);
        }
        return text.toString();
    }

    /** Code points of the text, without building it: it may be far too long. */
    private int characters() {
        long n = headline.codePointCount(0, headline.length());
        for (String paragraph : paragraphs) {
            n += paragraph.codePointCount(0, paragraph.length()) + 2;
        }
        return (int) Math.min(Integer.MAX_VALUE, n);
    }

    private void judge(String what, @Nullable Instant time) {
        if (time != null
                && (time.isBefore(EARLIEST) || time.isAfter(options.readAt().plus(FARTHEST_AHEAD)))) {
            warn(Kind.ABSURD_TIME, what + " " + time + " is before 1800 or more than a day ahead");
        }
    }

    private @Nullable String languageTag(boolean canceled, Optional<ProviderProfile> profile) {
        String tag = language;
        if (tag == null) {
            tag = options.language()
                    .or(() -> profile.flatMap(ProviderProfile::language))
                    .orElse(null);
        }
        if (tag == null) {
            if (!canceled) {
                warn(Kind.NO_LANGUAGE, "it declares no language");
            }
            return null;
        }
        if (tag.length() > 35 || !LANGUAGE_TAG.matcher(tag).matches()) {
            warn(Kind.BAD_LANGUAGE, "'" + shortened(tag) + "' is no language tag");
            return null;
        }
        return tag.replace('_', '-');
    }

    private @Nullable DocumentTime time(String what, @Nullable String text) {
        String written = given(text);
        if (written == null) {
            return null;
        }
        Optional<DocumentTime> read = DocumentTime.parse(written);
        if (read.isEmpty()) {
            warn(Kind.BAD_TIME, what + " '" + shortened(written) + "' is no time");
            return null;
        }
        return read.get();
    }

    private @Nullable Instant instant(String what, @Nullable DocumentTime time, Optional<ZoneId> zone) {
        if (time == null) {
            return null;
        }
        if (!time.zoned() && zone.isEmpty()) {
            warn(Kind.BAD_TIME, what + " " + time.written() + " has no zone: UTC assumed");
        }
        return time.in(zone.orElse(ZoneOffset.UTC));
    }

    private String cleaned(String text) {
        String clean = CleanText.of(text);
        if (!clean.equals(text) && warnings.stream().noneMatch(w -> w.kind() == Kind.BAD_CHARACTERS)) {
            warn(Kind.BAD_CHARACTERS, "U+0000 or lone surrogates in its text: each is U+FFFD now");
        }
        return clean;
    }

    private @Nullable String display(String what, @Nullable String text) {
        return text == null ? null : CleanText.of(Paragraphs.line(bounded(what, text)));
    }

    private String bounded(String what, String text) {
        if (text.length() <= LONGEST_DISPLAY_FIELD) {
            return text;
        }
        warn(Kind.SHORTENED, what + " of " + text.length() + " characters cut to " + LONGEST_DISPLAY_FIELD);
        return text.substring(0, LONGEST_DISPLAY_FIELD);
    }

    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : CleanText.of(text);
    }

    private static String shortened(@Nullable String text) {
        String given = text == null ? "" : text;
        return given.length() <= 200 ? given : given.substring(0, 200) + "…";
    }

    private static @Nullable String given(@Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    private Parsed refuse(Refusal kind, String reason) {
        return new Parsed.Refused(origin, kind, reason);
    }
}
