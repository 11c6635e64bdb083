@NullMarked
package dev.hearsay.broker;

import org.jspecify.annotations.NullMarked;
