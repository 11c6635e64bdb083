@NullMarked
package dev.hearsay.app.commands;

import org.jspecify.annotations.NullMarked;
