/** Text as extraction reads it: tokens, sentences, paragraphs, quotations, and what is not part of the story. */
@NullMarked
package dev.hearsay.extract.text;

import org.jspecify.annotations.NullMarked;
