/** What differs between agencies that use the same format, in one small file for each. */
@NullMarked
package dev.hearsay.feeds.profiles;

import org.jspecify.annotations.NullMarked;
