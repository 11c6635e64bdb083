/** A directory that others drop files into. */
@NullMarked
package dev.hearsay.feeds.watch;

import org.jspecify.annotations.NullMarked;
