package dev.hearsay.app.evaluate;

import dev.hearsay.extract.evaluation.ClaimSpans;

/** An annotated claim and the id of its event in its file, such as {@code E12}. */
public record Attribution(String id, ClaimSpans spans) {}
