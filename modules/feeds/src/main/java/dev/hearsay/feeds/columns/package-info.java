/** Tables and JSON lines whose columns a user maps to the parts of an article. */
@NullMarked
package dev.hearsay.feeds.columns;

import org.jspecify.annotations.NullMarked;
