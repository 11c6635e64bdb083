/** Names and claims tagged by a small neural network of plain Java arrays. */
@NullMarked
package dev.hearsay.extract.tagging;

import org.jspecify.annotations.NullMarked;
