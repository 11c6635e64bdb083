@NullMarked
package dev.hearsay.streams;

import org.jspecify.annotations.NullMarked;
