package dev.hearsay.feeds.plan;

import dev.hearsay.feeds.ReadOptions;
import java.nio.file.Path;
import java.time.Duration;

/** A source that is to be fed. */
public sealed interface PlannedSource {
    /** Its name in messages. */
    String name();

    /** How its documents are read. */
    ReadOptions options();

    /**
     * A directory that is watched for ever.
     *
     * @param settle for how long a file must not have changed
     */
    record Watch(Path directory, Duration settle, ReadOptions options) implements PlannedSource {
        @Override
        public String name() {
            return directory.toString();
        }
    }

    /** A feed that is polled for ever. */
    record Poll(String address, Duration every, boolean allowPrivate, ReadOptions options) implements PlannedSource {
        @Override
        public String name() {
            return address;
        }
    }

    /**
     * Files that are read once.
     *
     * @param pattern a file, a directory or a glob
     */
    record Files(String pattern, ReadOptions options) implements PlannedSource {
        @Override
        public String name() {
            return pattern;
        }
    }
}
