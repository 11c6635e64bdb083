/** Who is said to have said what: the spans of source, cue and content. */
@NullMarked
package dev.hearsay.extract.claims;

import org.jspecify.annotations.NullMarked;
