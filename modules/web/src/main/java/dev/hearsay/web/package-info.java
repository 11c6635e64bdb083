@NullMarked
package dev.hearsay.web;

import org.jspecify.annotations.NullMarked;
