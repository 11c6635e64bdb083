/** Extraction alone, without Kafka: texts in, claims out. */
@NullMarked
package dev.hearsay.app.extract;

import org.jspecify.annotations.NullMarked;
