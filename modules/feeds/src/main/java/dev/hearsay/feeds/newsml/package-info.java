/** IPTC NewsML-G2: news items, alone and in news messages. */
@NullMarked
package dev.hearsay.feeds.newsml;

import org.jspecify.annotations.NullMarked;
