/** Measures Hearsay: load on the whole pipeline, and its parts one by one. */
@NullMarked
package dev.hearsay.bench;

import org.jspecify.annotations.NullMarked;
