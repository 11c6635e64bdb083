package dev.hearsay.feeds;

import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.time.Instant;
import java.util.Optional;

/**
 * How a source is read.
 *
 * @param source its name in messages
 * @param format the format; detected from the content if absent
 * @param provider who issues documents that do not say so themselves
 * @param outlet who printed them: overrides what documents say
 * @param language language tag of documents that declare none
 * @param modified when the source was last changed: the version time of formats that carry none
 * @param readAt the reader's now, against which times are judged
 * @param firstSeen memory of contents, for formats without versions
 * @param profiles what differs between providers
 * @param columns which column of a table, or field of a JSON line, is which part of an article
 * @param limits bounds
 */
public record ReadOptions(
        String source,
        Optional<Format> format,
        Optional<String> provider,
        Optional<String> outlet,
        Optional<String> language,
        Optional<Instant> modified,
        Instant readAt,
        FirstSeen firstSeen,
        ProviderProfiles profiles,
        ColumnMap columns,
        ReadLimits limits) {

    /** Everything detected; read now. */
    public static ReadOptions of(String source) {
        return new ReadOptions(
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.now(),
                FirstSeen.NEVER,
                ProviderProfiles.NONE,
                ColumnMap.DEFAULT,
                ReadLimits.DEFAULT);
    }

    /** Another source, read the same way. */
    public ReadOptions withSource(String name) {
        return new ReadOptions(
                name, format, provider, outlet, language, modified, readAt, firstSeen, profiles, columns, limits);
    }

    /** Of this format, whatever it looks like. */
    public ReadOptions withFormat(Format known) {
        return new ReadOptions(
                source,
                Optional.of(known),
                provider,
                outlet,
                language,
                modified,
                readAt,
                firstSeen,
                profiles,
                columns,
                limits);
    }

    /** With this provider where a document names none; blank means none. */
    public ReadOptions withProvider(String name) {
        return new ReadOptions(
                source, format, given(name), outlet, language, modified, readAt, firstSeen, profiles, columns, limits);
    }

    /** With this outlet, whatever documents say; blank means none. */
    public ReadOptions withOutlet(String name) {
        return new ReadOptions(
                source,
                format,
                provider,
                given(name),
                language,
                modified,
                readAt,
                firstSeen,
                profiles,
                columns,
                limits);
    }

    /** With this language where a document declares none; blank means none. */
    public ReadOptions withLanguage(String tag) {
        return new ReadOptions(
                source, format, provider, outlet, given(tag), modified, readAt, firstSeen, profiles, columns, limits);
    }

    /** Last changed at this time. */
    public ReadOptions withModified(Instant time) {
        return new ReadOptions(
                source,
                format,
                provider,
                outlet,
                language,
                Optional.of(time),
                readAt,
                firstSeen,
                profiles,
                columns,
                limits);
    }

    /** Read at this time. */
    public ReadOptions withReadAt(Instant now) {
        return new ReadOptions(
                source, format, provider, outlet, language, modified, now, firstSeen, profiles, columns, limits);
    }

    /** With this memory of contents. */
    public ReadOptions withFirstSeen(FirstSeen memory) {
        return new ReadOptions(
                source, format, provider, outlet, language, modified, readAt, memory, profiles, columns, limits);
    }

    /** With these profiles of providers. */
    public ReadOptions withProfiles(ProviderProfiles known) {
        return new ReadOptions(
                source, format, provider, outlet, language, modified, readAt, firstSeen, known, columns, limits);
    }

    /** With these columns. */
    public ReadOptions withColumns(ColumnMap map) {
        return new ReadOptions(
                source, format, provider, outlet, language, modified, readAt, firstSeen, profiles, map, limits);
    }

    /** Within these bounds. */
    public ReadOptions withLimits(ReadLimits bounds) {
        return new ReadOptions(
                source, format, provider, outlet, language, modified, readAt, firstSeen, profiles, columns, bounds);
    }

    private static Optional<String> given(String value) {
        return Optional.of(value.strip()).filter(v -> !v.isEmpty());
    }
}
