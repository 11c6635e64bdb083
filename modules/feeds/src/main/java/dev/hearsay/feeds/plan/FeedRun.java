package dev.hearsay.feeds.plan;

import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.poll.FeedPoll;
import dev.hearsay.feeds.poll.PollListener;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import dev.hearsay.feeds.sources.SourceException;
import dev.hearsay.feeds.watch.DirectoryWatch;
import dev.hearsay.feeds.watch.WatchListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the sources of a plan, each on a thread of its own with a sink of its own. A source that fails is told of and tried
 * again, at growing intervals; the others go on. Ends when every source has, or when its thread is interrupted.
 */
public final class FeedRun {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final FeedPlan plan;
    private final Path memory;
    private final String agent;
    private final ArticleSink.Opener sinks;
    private final FeedRunListener listener;

    /**
     * A run.
     *
     * @param memory the directory where polls keep what they have seen
     * @param agent how polls call themselves to servers
     */
    public FeedRun(FeedPlan plan, Path memory, String agent, ArticleSink.Opener sinks, FeedRunListener listener) {
        this.plan = plan;
        this.memory = memory;
        this.agent = agent;
        this.sinks = sinks;
        this.listener = listener;
    }

    /** Runs all sources to their ends. */
    public void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (PlannedSource source : plan.sources()) {
            Thread thread = new Thread(() -> untilItEnds(source), "feed " + source.name());
            threads.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            for (Thread thread : threads) {
                thread.interrupt();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            throw e;
        }
    }

    private void untilItEnds(PlannedSource source) {
        Duration pause = FIRST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                once(source);
                return;
            } catch (SourceException | PublishException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                listener.trouble(source.name(), e.getMessage());
            } catch (RuntimeException e) {
                // A defect, but the other sources must not stand still for it, nor this one for ever.
                listener.trouble(source.name(), "a defect of Hearsay: " + e);
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void once(PlannedSource source) {
        if (source instanceof PlannedSource.Watch watch) {
            new DirectoryWatch(watch.directory(), watch.options(), watch.settle(), LOOK, sinks, listenerOf(watch))
                    .run();
        } else if (source instanceof PlannedSource.Poll poll) {
            FeedPoll.Settings settings =
                    new FeedPoll.Settings(poll.every(), memory, poll.allowPrivate(), PATIENCE, agent);
            new FeedPoll(poll.address(), settings, poll.options(), sinks, listenerOf(poll)).run();
        } else if (source instanceof PlannedSource.Files files) {
            feed(files);
        }
    }

    private void feed(PlannedSource.Files source) {
        int[] stories = new int[1];
        try (ArticleSink sink = sinks.open()) {
            for (FeedInput input : FeedFiles.of(List.of(source.pattern()), InputStream.nullInputStream())) {
                ReadOptions options = input.options(source.options());
                try (InputStream in = input.open()) {
                    ArticleReader.read(in, options, parsed -> {
                        sink.accept(parsed);
                        if (parsed instanceof Parsed.Refused refused) {
                            listener.trouble(source.name(), "refused " + refused);
                        } else {
                            stories[0]++;
                        }
                    });
                } catch (IOException e) {
                    throw new SourceException("cannot close " + input.name(), e);
                }
            }
            for (Parsed.Refused refused : sink.flush()) {
                stories[0]--;
                listener.trouble(source.name(), "refused " + refused);
            }
        }
        listener.fed(source.name(), stories[0]);
    }

    private WatchListener listenerOf(PlannedSource source) {
        return new WatchListener() {
            @Override
            public void done(Path file, int stories) {
                listener.fed(source.name(), stories);
            }

            @Override
            public void failed(Path file, String firstReason) {
                listener.trouble(source.name(), "moved to " + file + ": " + firstReason);
            }

            @Override
            public void trouble(String sentence) {
                listener.trouble(source.name(), sentence);
            }
        };
    }

    private PollListener listenerOf(PlannedSource.Poll source) {
        return new PollListener() {
            @Override
            public void fed(String address, int stories, int refused) {
                listener.fed(source.name(), stories);
                if (refused > 0) {
                    listener.trouble(source.name(), refused + " entries were refused");
                }
            }

            @Override
            public void trouble(String sentence) {
                listener.trouble(source.name(), sentence);
            }
        };
    }
}
