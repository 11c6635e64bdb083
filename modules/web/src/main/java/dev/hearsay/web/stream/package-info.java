/** The claim stream: server-sent events, fed from the log of changes. */
@NullMarked
package dev.hearsay.web.stream;

import org.jspecify.annotations.NullMarked;
