@NullMarked
package dev.hearsay.app.demo;

import org.jspecify.annotations.NullMarked;
