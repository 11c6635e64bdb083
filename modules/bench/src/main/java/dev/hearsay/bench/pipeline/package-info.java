/** The whole pipeline under load, beside a pass-through topology on the same broker. */
@NullMarked
package dev.hearsay.bench.pipeline;

import org.jspecify.annotations.NullMarked;
