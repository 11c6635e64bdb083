package dev.hearsay.app;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Prometheus's query language as tells which metrics a query asks for. */
final class PromQl {
    private static final Pattern NO_METRIC =
            Pattern.compile("\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\s*\\()?");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    /** The names of the metrics: all names but those of functions, labels and operators. */
    static Set<String> metrics(String query) {
        Set<String> metrics = new TreeSet<>();
        Matcher name = NAME.matcher(NO_METRIC.matcher(query).replaceAll(" "));
        while (name.find()) {
            if (name.group(1) == null && !OPERATORS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }
}
