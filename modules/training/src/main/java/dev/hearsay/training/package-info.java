/** Programs that prepare texts for training and measure what was trained. */
@NullMarked
package dev.hearsay.training;

import org.jspecify.annotations.NullMarked;
