@NullMarked
package dev.hearsay.extract;

import org.jspecify.annotations.NullMarked;
