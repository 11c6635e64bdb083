/** Counting again, in one batch and by another code than the topology's, to see whether the live counts are right. */
@NullMarked
package dev.hearsay.app.reconcile;

import org.jspecify.annotations.NullMarked;
