package dev.hearsay.store;

import java.util.Optional;

/**
 * A row of counts that is not what a recount says.
 *
 * @param recounted what it should be; absent if there should be no such row
 * @param live what it is; absent if there is no such row
 */
public record Difference(CountKey key, Optional<CountRow> recounted, Optional<CountRow> live) {}
