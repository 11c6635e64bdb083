package dev.hearsay.app.demo;

import dev.hearsay.feeds.sources.FeedInput;
import java.io.InputStream;
import java.util.Objects;

/** The wire that comes with Hearsay: invented people and places. */
public final class SampleWire {
    /** How messages call it. */
    public static final String NAME = "sample wire";

    private static final String RESOURCE = "/dev/hearsay/feeds/sample/wire.ninjs.jsonl";

    private SampleWire() {}

    /** The wire as something to feed. */
    public static FeedInput input() {
        return FeedInput.stream(NAME, open());
    }

    /** The wire's bytes: one ninjs document a line, in order of arrival. */
    public static InputStream open() {
        return Objects.requireNonNull(
                FeedInput.class.getResourceAsStream(RESOURCE), "this build lacks the sample wire");
    }
}
