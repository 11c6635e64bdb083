/** The HTTP API, version 1. */
@NullMarked
package dev.hearsay.web.api;

import org.jspecify.annotations.NullMarked;
