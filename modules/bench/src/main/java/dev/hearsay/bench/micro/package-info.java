/** JMH benchmarks of single parts. */
@NullMarked
package dev.hearsay.bench.micro;

import org.jspecify.annotations.NullMarked;
