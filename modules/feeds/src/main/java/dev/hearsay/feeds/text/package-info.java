/** Bytes, markup and wrapped lines into clean paragraphs. */
@NullMarked
package dev.hearsay.feeds.text;

import org.jspecify.annotations.NullMarked;
