/** Whether a process lives, and whether it does its work. */
@NullMarked
package dev.hearsay.web.health;

import org.jspecify.annotations.NullMarked;
