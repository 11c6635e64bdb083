package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.Entity;
import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.TextSpan;
import java.util.List;

/** A name in a text and what it names. */
public record NamedSpan(TextSpan span, EntityType type) {
    /** Every mention of every entity. */
    public static List<NamedSpan> of(List<Entity> entities) {
        return entities.stream()
                .flatMap(entity -> entity.mentions().stream().map(span -> new NamedSpan(span, entity.type())))
                .toList();
    }
}
