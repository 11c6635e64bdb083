/** How commands reach Kafka: where it is, with which settings, and whether the topics are there. */
@NullMarked
package dev.hearsay.app.kafka;

import org.jspecify.annotations.NullMarked;
