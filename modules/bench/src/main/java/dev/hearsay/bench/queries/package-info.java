/** How long readers wait for answers from a large archive. */
@NullMarked
package dev.hearsay.bench.queries;

import org.jspecify.annotations.NullMarked;
