/** What kind of act a claim reports. */
@NullMarked
package dev.hearsay.extract.acts;

import org.jspecify.annotations.NullMarked;
