/** RSS of any version, RDF and Atom. */
@NullMarked
package dev.hearsay.feeds.syndication;

import org.jspecify.annotations.NullMarked;
