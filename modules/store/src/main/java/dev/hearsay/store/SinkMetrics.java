package dev.hearsay.store;

/**
 * Where a sink stands.
 *
 * @param records records written since it started
 * @param batches transactions since it started
 * @param deadLetters records given up since it started
 * @param rebuilds topics read anew since it started
 * @param databaseFailures failed attempts to reach the database since it started
 * @param lastBatchRecords records of the last transaction
 * @param lastBatchMillis how long it took
 * @param lastCommitMillis when it was (milliseconds since 1970), or 0
 * @param partitions partitions that it holds
 * @param lag records of these partitions that it has not written yet, as far as it knows
 * @param databaseReachable false while it waits for the database
 */
public record SinkMetrics(
        long records,
        long batches,
        long deadLetters,
        long rebuilds,
        long databaseFailures,
        int lastBatchRecords,
        long lastBatchMillis,
        long lastCommitMillis,
        int partitions,
        long lag,
        boolean databaseReachable) {}
