/** The word lists that rules read: names, places, roles, verbs of speech. */
@NullMarked
package dev.hearsay.extract.lexicon;

import org.jspecify.annotations.NullMarked;
