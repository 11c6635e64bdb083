package dev.hearsay.store;

/** What is counted of an actor, in one scope: all time, a period, an hour, an outlet. */
public record Measures(
        long statements,
        long reports,
        long outlets,
        long articles,
        long direct,
        long indirect,
        long mixed,
        long nonResponses) {

    /** One of them. */
    public long get(Measure measure) {
        return switch (measure) {
            case STATEMENTS -> statements;
            case REPORTS -> reports;
            case OUTLETS -> outlets;
            case ARTICLES -> articles;
            case DIRECT -> direct;
            case INDIRECT -> indirect;
            case MIXED -> mixed;
            case NON_RESPONSES -> nonResponses;
        };
    }

    Measures withOutlets(long known) {
        return new Measures(statements, reports, known, articles, direct, indirect, mixed, nonResponses);
    }
}
