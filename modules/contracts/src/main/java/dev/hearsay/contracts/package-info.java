/** The public contract: Avro records, topics, keys, schema catalogs and wire framing. */
@NullMarked
package dev.hearsay.contracts;

import org.jspecify.annotations.NullMarked;
