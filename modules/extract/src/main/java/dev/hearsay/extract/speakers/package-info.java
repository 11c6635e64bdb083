/** Who a source is: the story's cast, and which of its members a name, pronoun or description means. */
@NullMarked
package dev.hearsay.extract.speakers;

import org.jspecify.annotations.NullMarked;
