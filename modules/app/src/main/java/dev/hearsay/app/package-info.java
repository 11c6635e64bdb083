@NullMarked
package dev.hearsay.app;

import org.jspecify.annotations.NullMarked;
