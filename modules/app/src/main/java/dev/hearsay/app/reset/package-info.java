/** Throwing away what is derived, so that it is built again. */
@NullMarked
package dev.hearsay.app.reset;

import org.jspecify.annotations.NullMarked;
