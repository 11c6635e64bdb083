/** Feeds that are asked again and again over HTTP. */
@NullMarked
package dev.hearsay.feeds.poll;

import org.jspecify.annotations.NullMarked;
