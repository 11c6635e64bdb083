/** What every wire format becomes: an article or a refusal, both values. Depends on no format. */
@NullMarked
package dev.hearsay.feeds;

import org.jspecify.annotations.NullMarked;
