/** How well found claims and names agree with annotated ones: pure counting, no files. */
@NullMarked
package dev.hearsay.extract.evaluation;

import org.jspecify.annotations.NullMarked;
