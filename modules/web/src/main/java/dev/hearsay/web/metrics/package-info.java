/** Measurements for Prometheus. */
@NullMarked
package dev.hearsay.web.metrics;

import org.jspecify.annotations.NullMarked;
