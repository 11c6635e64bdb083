/** The pages, which are static and use the API. */
@NullMarked
package dev.hearsay.web.dashboard;

import org.jspecify.annotations.NullMarked;
