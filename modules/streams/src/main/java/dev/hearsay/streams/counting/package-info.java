/** The second topology: claims and entities in; statements and counts out. */
@NullMarked
package dev.hearsay.streams.counting;

import org.jspecify.annotations.NullMarked;
