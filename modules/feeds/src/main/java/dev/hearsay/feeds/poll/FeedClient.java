package dev.hearsay.feeds.poll;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for a feed once: with what is known of it, following a bounded number of redirects, each of which is checked, in
 * bounded time and memory.
 */
final class FeedClient {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final HttpClient client;
    private final String agent;
    private final boolean privateAllowed;
    private final Duration patience;
    private final int limit;
    private final Clock clock;

    /**
     * A client.
     *
     * @param agent how it calls itself
     * @param privateAllowed whether addresses of private networks may be asked
     * @param patience for one request, its whole answer included
     * @param limit most bytes of an answer
     */
    FeedClient(String agent, boolean privateAllowed, Duration patience, int limit, Clock clock) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        this.agent = agent;
        this.privateAllowed = privateAllowed;
        this.patience = patience;
        this.limit = limit;
        this.clock = clock;
    }

    /** Asks for the feed at this address. */
    FeedAnswer ask(String address, Optional<String> etag, Optional<String> lastModified) throws InterruptedException {
        String at = address;
        Optional<String> moved = Optional.empty();
        boolean forGood = true;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Optional<URI> uri = Address.of(at);
            if (uri.isEmpty()) {
                return failed(at + " is no http or https address");
            }
            try {
                if (!privateAllowed && !Address.isPublic(uri.get().getHost())) {
                    return failed(at + " is in a private network; allow-private permits that");
                }
                HttpResponse<byte[]> response = send(uri.get(), etag, lastModified);
                int status = response.statusCode();
                Optional<String> location = response.headers().firstValue("Location");
                if (status / 100 == 3 && status != 304 && location.isPresent()) {
                    at = uri.get().resolve(location.get()).toString();
                    forGood &= status == 301 || status == 308;
                    moved = forGood ? Optional.of(at) : Optional.empty();
                    continue;
                }
                return answer(at, response, moved);
            } catch (UnknownHostException e) {
                return failed("there is no host " + uri.get().getHost());
            } catch (IllegalArgumentException e) {
                return failed(at + " redirects to what is no address");
            } catch (TimeoutException e) {
                return failed(at + " did not answer in " + patience.toSeconds() + " s");
            } catch (IOException e) {
                return failed(at + ": " + (e.getMessage() == null ? "the connection failed" : e.getMessage()));
            }
        }
        return failed(address + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpResponse<byte[]> send(URI uri, Optional<String> etag, Optional<String> lastModified)
            throws IOException, InterruptedException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("User-Agent", agent)
                .header("Accept", "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5")
                .header("Accept-Encoding", "gzip");
        etag.ifPresent(value -> request.header("If-None-Match", value));
        lastModified.ifPresent(value -> request.header("If-Modified-Since", value));
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), info -> new BoundedBody(limit));
        try {
            // The request's own timeout ends with the headers; a server can drip a body for ever.
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
                throw new TimeoutException();
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private FeedAnswer answer(String at, HttpResponse<byte[]> response, Optional<String> moved) {
        int status = response.statusCode();
        return switch (status) {
            case 200 ->
                new FeedAnswer.Content(
                        response.body(),
                        response.headers().firstValue("ETag"),
                        response.headers().firstValue("Last-Modified"),
                        moved);
            case 304 -> new FeedAnswer.Unchanged();
            case 410 -> new FeedAnswer.Gone(at + " is gone (410): it is not asked again");
            default ->
                new FeedAnswer.Failed(
                        at + " answered " + status,
                        response.headers().firstValue("Retry-After").flatMap(this::retryAfter));
        };
    }

    /** Seconds, or a date. */
    private Optional<Duration> retryAfter(String value) {
        Duration wait;
        try {
            wait = value.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value.strip()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return wait.isNegative()
                ? Optional.empty()
                : Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    private static FeedAnswer failed(String sentence) {
        return new FeedAnswer.Failed(sentence, Optional.empty());
    }
}
