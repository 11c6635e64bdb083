/** Where documents come from. Knows nothing of their formats. */
@NullMarked
package dev.hearsay.feeds.sources;

import org.jspecify.annotations.NullMarked;
