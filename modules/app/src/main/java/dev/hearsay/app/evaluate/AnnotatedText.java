package dev.hearsay.app.evaluate;

import java.util.List;

/**
 * A text with what annotators found in it.
 *
 * @param <T> what they annotated
 */
public record AnnotatedText<T>(String text, List<T> gold) {
    /** Copies the list. */
    public AnnotatedText {
        gold = List.copyOf(gold);
    }
}
