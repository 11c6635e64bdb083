/** What a feed's documents have and lack, as a report for the agency that sends them. */
@NullMarked
package dev.hearsay.feeds.doctor;

import org.jspecify.annotations.NullMarked;
