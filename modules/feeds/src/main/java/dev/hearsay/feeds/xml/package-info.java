/** XML of any source, read without DTDs and entities, within bounds. */
@NullMarked
package dev.hearsay.feeds.xml;

import org.jspecify.annotations.NullMarked;
