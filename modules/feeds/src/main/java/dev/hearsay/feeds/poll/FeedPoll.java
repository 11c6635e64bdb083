package dev.hearsay.feeds.poll;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.ContentHash;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.sources.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Asks a feed at intervals and feeds what is new in it, or changed. Polite: it sends back ETag and Last-Modified, heeds
 * Retry-After, waits twice as long after each failure in a row, and varies its intervals so that many polls do not fall
 * together. An entry that is missing from the feed is no deletion.
 *
 * <p>What was seen is kept in files, written after the stories are acknowledged: a crash between the two feeds the same
 * again, which changes no count.
 */
public final class FeedPoll {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final double JITTER = 0.1;

    /** Under this name, which no story bears, refusals are remembered: each is told once. */
    private static final String REFUSED = "refused";

    private final String configured;
    private final Settings settings;
    private final ReadOptions options;
    private final ArticleSink.Opener sinks;
    private final PollListener listener;
    private final FeedClient client;
    private final Random random = new Random();
    private final Path stateFile;
    private final Path seenFile;

    /**
     * How a feed is polled.
     *
     * @param every the interval
     * @param memory the directory that holds what was seen
     * @param allowPrivate whether addresses of private networks may be asked
     * @param patience for one request
     * @param agent how the poll calls itself to servers
     */
    public record Settings(Duration every, Path memory, boolean allowPrivate, Duration patience, String agent) {}

    /**
     * A poll of the feed at this address.
     *
     * @throws SourceException if it is no http or https address, or its memory cannot be written
     */
    public FeedPoll(
            String address, Settings settings, ReadOptions options, ArticleSink.Opener sinks, PollListener listener) {
        if (Address.of(address).isEmpty()) {
            throw new SourceException("no http or https address: " + address);
        }
        this.configured = address;
        this.settings = settings;
        this.options = options;
        this.sinks = sinks;
        this.listener = listener;
        this.client = new FeedClient(
                settings.agent(),
                settings.allowPrivate(),
                settings.patience(),
                options.limits().documentBytes(),
                Clock.systemUTC());
        String name = ContentHash.of(address);
        this.stateFile = settings.memory().resolve(name + ".properties");
        this.seenFile = settings.memory().resolve(name + ".seen.tsv");
        try {
            Files.createDirectories(settings.memory());
        } catch (IOException e) {
            throw new SourceException("cannot write to " + settings.memory() + ": " + e, e);
        }
    }

    /** What a round ended with: how long to wait; nothing means never again. */
    private record Round(Optional<Duration> pause, boolean failed) {}

    /** Polls until the thread is interrupted, or the feed is gone for good. */
    public void run() {
        SeenStories seen = SeenStories.in(seenFile, Instant.now());
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Round round = round(seen, failures);
                if (round.pause.isEmpty()) {
                    return;
                }
                failures = round.failed ? failures + 1 : 0;
                Thread.sleep(varied(round.pause.get()).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, and feeds what is new. */
    public void once() {
        try {
            round(SeenStories.in(seenFile, Instant.now()), 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Round round(SeenStories seen, int failures) throws InterruptedException {
        try {
            PollState state = PollState.read(stateFile, configured);
            FeedAnswer answer = client.ask(state.address(), state.etag(), state.lastModified());
            if (answer instanceof FeedAnswer.Content content) {
                if (!feed(content, state, seen)) {
                    return new Round(Optional.of(backOff(failures)), true);
                }
            } else if (answer instanceof FeedAnswer.Unchanged) {
                listener.unchanged(state.address());
            } else if (answer instanceof FeedAnswer.Gone gone) {
                listener.trouble(gone.sentence());
                return new Round(Optional.empty(), true);
            } else if (answer instanceof FeedAnswer.Failed failed) {
                listener.trouble(failed.sentence());
                Duration backOff = backOff(failures);
                Duration asked = failed.retryAfter().orElse(Duration.ZERO);
                return new Round(Optional.of(asked.compareTo(backOff) > 0 ? asked : backOff), true);
            }
            return new Round(Optional.of(settings.every()), false);
        } catch (PublishException e) {
            seen.forgetUnkept();
            listener.trouble(e.getMessage());
        } catch (IOException e) {
            seen.forgetUnkept();
            listener.trouble("trouble with " + settings.memory() + ": " + e);
        }
        return new Round(Optional.of(backOff(failures)), true);
    }

    /** Feeds what is new; false if the answer was no feed at all. */
    private boolean feed(FeedAnswer.Content content, PollState state, SeenStories seen) throws IOException {
        // Kept in milliseconds, and compared with what was kept.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<Parsed> parsed = new ArrayList<>();
        ReadOptions reading =
                options.withSource(state.address()).withReadAt(now).withFirstSeen(seen);
        ArticleReader.read(new ByteArrayInputStream(content.body()), reading, parsed::add);
        if (parsed.size() == 1
                && parsed.get(0) instanceof Parsed.Refused broken
                && broken.kind() != Refusal.INCOMPLETE
                && broken.origin().entry() == 0) {
            listener.trouble(broken.toString());
            return false;
        }
        List<Parsed> fresh = parsed.stream().filter(p -> isNew(p, seen)).toList();
        int refused = 0;
        if (!fresh.isEmpty()) {
            try (ArticleSink sink = sinks.open()) {
                for (Parsed one : fresh) {
                    sink.accept(one);
                    if (one instanceof Parsed.Accepted accepted) {
                        Article article = accepted.article();
                        seen.add(article.getStoryId(), ContentHash.of(article.getText()), now);
                        seen.add(article.getStoryId(), state(article), now);
                    } else {
                        refused++;
                        seen.add(REFUSED, ContentHash.of(one.toString()), now);
                    }
                }
                refused += sink.flush().size();
            }
        }
        seen.keep();
        new PollState(content.moved().orElse(state.address()), content.etag(), content.lastModified())
                .write(stateFile, configured);
        int stories = fresh.size() - refused;
        if (stories > 0 || refused > 0) {
            listener.fed(state.address(), stories, refused);
        } else {
            listener.unchanged(state.address());
        }
        return true;
    }

    private static boolean isNew(Parsed parsed, SeenStories seen) {
        return parsed instanceof Parsed.Accepted accepted
                ? !seen.contains(accepted.article().getStoryId(), state(accepted.article()))
                : !seen.contains(REFUSED, ContentHash.of(parsed.toString()));
    }

    /** What must differ for an entry to be fed again. */
    private static String state(Article article) {
        return ContentHash.of(
                article.getStatus() + "\n" + article.getVersionTime().orElse(null) + "\n"
                        + article.getEmbargo().orElse(null) + "\n" + article.getText());
    }

    private Duration backOff(int failures) {
        Duration pause = settings.every().multipliedBy(1L << Math.min(failures, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private Duration varied(Duration pause) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(pause.toMillis() * factor));
    }
}
