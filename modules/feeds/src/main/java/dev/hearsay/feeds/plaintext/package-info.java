/** Plain text files. */
@NullMarked
package dev.hearsay.feeds.plaintext;

import org.jspecify.annotations.NullMarked;
