/** IPTC NITF 3.x: documents, and the bodies that other formats carry. */
@NullMarked
package dev.hearsay.feeds.nitf;

import org.jspecify.annotations.NullMarked;
