/** Web archives, WARC and ARC. */
@NullMarked
package dev.hearsay.feeds.warc;

import org.jspecify.annotations.NullMarked;
