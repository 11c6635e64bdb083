/** Finds out what a document is, unpacks it and hands it to the reader of its format. */
@NullMarked
package dev.hearsay.feeds.detect;

import org.jspecify.annotations.NullMarked;
