/** Annotated corpora in files, to measure extraction on. */
@NullMarked
package dev.hearsay.app.evaluate;

import org.jspecify.annotations.NullMarked;
