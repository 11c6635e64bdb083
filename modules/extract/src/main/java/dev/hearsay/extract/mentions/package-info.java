/** Names of persons, organizations and places in a text. */
@NullMarked
package dev.hearsay.extract.mentions;

import org.jspecify.annotations.NullMarked;
