/** Web pages: what they say of themselves, and the text of their article. */
@NullMarked
package dev.hearsay.feeds.html;

import org.jspecify.annotations.NullMarked;
