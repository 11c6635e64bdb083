/** Stories that are pushed in over HTTP. */
@NullMarked
package dev.hearsay.feeds.push;

import org.jspecify.annotations.NullMarked;
