@NullMarked
package dev.hearsay.app.configuration;

import org.jspecify.annotations.NullMarked;
