/** JSON of any source, read within bounds. */
@NullMarked
package dev.hearsay.feeds.json;

import org.jspecify.annotations.NullMarked;
