package dev.hearsay.feeds.columns;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.PageId;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.columns.ColumnMap.Part;
import dev.hearsay.feeds.text.MarkupText;
import dev.hearsay.feeds.text.Paragraphs;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row, or a JSON object, as an article. Without an id it is called by its address. */
final class MappedStory {
    private static final Pattern MARKUP =
            Pattern.compile("</?(?:p|div|br|section|article|h[1-6])\\b", Pattern.CASE_INSENSITIVE);

    private MappedStory() {}

    static Parsed of(UnaryOperator<@Nullable String> columns, ReadOptions options, Origin origin, Format format) {
        ColumnMap map = options.columns();
        String id = map.value(Part.ID, columns);
        String url = map.value(Part.URL, columns);
        String body = map.value(Part.BODY, columns);
        String headline = map.value(Part.HEADLINE, columns);
        ArticleDraft draft = new ArticleDraft(origin, options, format.label())
                .documentId(id != null ? id : url == null ? null : PageId.ofAddress(url))
                .provider(map.value(Part.PROVIDER, columns))
                .outlet(map.value(Part.OUTLET, columns))
                .version(map.value(Part.VERSION, columns))
                .versionTime(map.value(Part.VERSION_TIME, columns))
                .versionedByContent()
                .firstCreated(map.value(Part.CREATED, columns))
                .published(map.value(Part.PUBLISHED, columns))
                .embargo(map.value(Part.EMBARGO, columns))
                .status(map.value(Part.STATUS, columns))
                .url(url)
                .language(map.value(Part.LANGUAGE, columns))
                .byline(map.value(Part.BYLINE, columns))
                .editorsNote(map.value(Part.NOTE, columns))
                .headline(headline == null ? "" : MarkupText.line(headline))
                .paragraphs(body == null ? List.of() : paragraphs(body))
                .bodyFault("it has no body: map the column that holds it, as in --map body=COLUMN");
        if (id == null && url != null) {
            draft.warn(Kind.NO_ID, "it has no id: called by its address");
        }
        return draft.build();
    }

    private static List<String> paragraphs(String body) {
        return MARKUP.matcher(body).find() ? MarkupText.paragraphs(body) : Paragraphs.of(body);
    }
}
