/** How what only our own stores and internal topics hold is written: small hand-made codecs, each with a version byte. */
@NullMarked
package dev.hearsay.streams.binary;

import org.jspecify.annotations.NullMarked;
