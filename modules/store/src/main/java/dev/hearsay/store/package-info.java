@NullMarked
package dev.hearsay.store;

import org.jspecify.annotations.NullMarked;
