/** The bundled schemas, served the way a Confluent-compatible registry serves them, read-only. */
@NullMarked
package dev.hearsay.web.registry;

import org.jspecify.annotations.NullMarked;
