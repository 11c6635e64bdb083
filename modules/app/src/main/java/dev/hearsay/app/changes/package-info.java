/** What moved and why, in words. */
@NullMarked
package dev.hearsay.app.changes;

import org.jspecify.annotations.NullMarked;
