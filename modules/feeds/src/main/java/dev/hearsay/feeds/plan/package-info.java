/** Several sources at once: what they are, and running them. */
@NullMarked
package dev.hearsay.feeds.plan;

import org.jspecify.annotations.NullMarked;
