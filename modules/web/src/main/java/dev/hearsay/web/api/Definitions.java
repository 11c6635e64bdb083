package dev.hearsay.web.api;

import dev.hearsay.web.http.Listing;
import java.util.List;

/** The dictionary of measures: the words that pages and answers use, and what they mean. */
final class Definitions {
    static final Listing.Columns<NumberRoutes.Definition> COLUMNS = new Listing.Columns<NumberRoutes.Definition>()
            .add("name", NumberRoutes.Definition::name)
            .add("of", NumberRoutes.Definition::of)
            .add("definition", NumberRoutes.Definition::definition);

    static final List<NumberRoutes.Definition> ALL = List.of(
            new NumberRoutes.Definition(
                    "statements",
                    "actor",
                    "What the actor said, each thing once: the same content is one statement, however many outlets print"
                            + " it. Counts in the earliest hour in which it was reported; by outlet, once in every outlet."),
            new NumberRoutes.Definition(
                    "reports",
                    "actor",
                    "How often that was printed: once for each story in which the actor says it. Claims with act STATEMENT,"
                            + " at most one for each story, actor and content."),
            new NumberRoutes.Definition("outlets", "actor", "Outlets with at least one report of the actor."),
            new NumberRoutes.Definition("articles", "actor", "Stories with at least one report of the actor."),
            new NumberRoutes.Definition(
                    "direct",
                    "actor",
                    "Statements of which at least one live report stands wholly in quotation marks."),
            new NumberRoutes.Definition(
                    "mixed",
                    "actor",
                    "Statements without a direct report of which at least one stands partly in quotation marks."),
            new NumberRoutes.Definition("indirect", "actor", "Statements that are reported in other words only."),
            new NumberRoutes.Definition(
                    "nonResponses",
                    "actor",
                    "Claims that the actor declined to comment, or did not respond; they are no statements."),
            new NumberRoutes.Definition(
                    "mentions",
                    "entity",
                    "Occurrences of the entity's name in the text of live stories; being named is not saying."),
            new NumberRoutes.Definition("stories", "entity", "Live stories that name the entity."),
            new NumberRoutes.Definition(
                    "retractions",
                    "actor",
                    "Claims taken back so far, by cause: a counter of events, which only grows."));

    private Definitions() {}
}
