/** Removing one story's words from topics that keep every version. */
@NullMarked
package dev.hearsay.app.purge;

import org.jspecify.annotations.NullMarked;
