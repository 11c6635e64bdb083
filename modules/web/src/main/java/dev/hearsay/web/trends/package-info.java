/** Which counts stand out against their own history. */
@NullMarked
package dev.hearsay.web.trends;

import org.jspecify.annotations.NullMarked;
