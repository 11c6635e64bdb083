@NullMarked
package dev.hearsay.app.roles;

import org.jspecify.annotations.NullMarked;
