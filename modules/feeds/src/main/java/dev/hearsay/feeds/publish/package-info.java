/** Articles onto their topic, each acknowledged. */
@NullMarked
package dev.hearsay.feeds.publish;

import org.jspecify.annotations.NullMarked;
