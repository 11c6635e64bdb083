/** IPTC ninjs 1.x, 2.x and 3.x. */
@NullMarked
package dev.hearsay.feeds.ninjs;

import org.jspecify.annotations.NullMarked;
