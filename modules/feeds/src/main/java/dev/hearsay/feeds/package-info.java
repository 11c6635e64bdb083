@NullMarked
package dev.hearsay.feeds;

import org.jspecify.annotations.NullMarked;
