@NullMarked
package dev.hearsay.app.output;

import org.jspecify.annotations.NullMarked;
