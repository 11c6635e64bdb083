/** The first topology: articles in; stories, entities and claims out. */
@NullMarked
package dev.hearsay.streams.extraction;

import org.jspecify.annotations.NullMarked;
