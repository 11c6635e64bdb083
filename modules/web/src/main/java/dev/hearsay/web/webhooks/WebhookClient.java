package dev.hearsay.web.webhooks;

import dev.hearsay.store.Subscriptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts deliveries. No thread waits for an answer, so that receivers that are slow or dead hold nobody up. Redirects are not
 * followed, cookies not kept, no credentials sent; of an answer only the status counts.
 */
final class WebhookClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);

    private static final int THREADS = 8;
    private static final int RESOLVING_THREADS = 8;
    private static final long MOST_ANSWER_BYTES = 64 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final HttpClient client;
    private final ExecutorService resolving;
    private final Duration patience;

    private WebhookClient(HttpClient client, ExecutorService resolving, Duration patience) {
        this.client = client;
        this.resolving = resolving;
        this.patience = patience;
    }

    /** A client that runs. */
    static WebhookClient start(WebhookSettings settings) {
        ThreadPoolExecutor resolving = new ThreadPoolExecutor(
                RESOLVING_THREADS,
                RESOLVING_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon(work, "hearsay-webhook-names"));
        resolving.allowCoreThreadTimeOut(true);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("hearsay-webhook");
        threads.setDaemon(true);
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads);
        client.setSocketAddressResolver(new PublicOnly(settings.privateAllowed(), resolving));
        client.setConnectTimeout(
                Math.min(CONNECTING.toMillis(), settings.patience().toMillis()));
        client.setIdleTimeout(settings.patience().toMillis() * 2);
        client.setMaxConnectionsPerDestination(Subscriptions.MOST);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Hearsay-Webhooks/1"));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client of the webhooks does not start", e);
        }
        client.getProtocolHandlers().remove("redirect");
        client.getProtocolHandlers().remove("www-authenticate");
        client.getProtocolHandlers().remove("proxy-authenticate");
        client.getContentDecoderFactories().clear();
        return new WebhookClient(client, resolving, settings.patience());
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Posts JSON; {@code then} is told what came of it, once, by a thread that it must not hold. */
    void post(URI address, Map<String, String> headers, byte[] body, Consumer<WebhookAnswer> then) {
        Request request = client.newRequest(address)
                .method(HttpMethod.POST)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .headers(fields -> headers.forEach(fields::put))
                .body(new BytesRequestContent("application/json", body));
        AtomicLong read = new AtomicLong();
        request.onResponseContent((response, buffer) -> count(response, buffer, read));
        request.send(result -> then.accept(answer(result)));
    }

    private static void count(Response response, ByteBuffer buffer, AtomicLong read) {
        if (read.addAndGet(buffer.remaining()) > MOST_ANSWER_BYTES) {
            response.abort(new IOException("the answer is longer than " + MOST_ANSWER_BYTES + " bytes"));
        }
    }

    private WebhookAnswer answer(Result result) {
        Response response = result.getResponse();
        int status = response == null ? 0 : response.getStatus();
        // once there is a status, it does not matter how the body ends
        if (status / 100 == 2) {
            return WebhookAnswer.delivered();
        }
        if (status == 0) {
            return WebhookAnswer.failed(reason(result.getFailure()));
        }
        String error = status / 100 == 3
                ? "it answered " + status + ", a redirect, which is not followed"
                : "it answered " + status;
        return new WebhookAnswer(
                status == 410 ? WebhookAnswer.Outcome.GONE : WebhookAnswer.Outcome.FAILED,
                error,
                Optional.ofNullable(response.getHeaders().get(HttpHeader.RETRY_AFTER))
                        .flatMap(asked -> WebhookAnswer.retryAfter(asked, Instant.now())));
    }

    private String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PublicOnly.PrivateAddressException || cause instanceof UnknownHostException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return "it did not answer in " + patience.toMillis() / 1_000.0 + " s";
            }
            if (cause instanceof ConnectException) {
                return "it takes no connections";
            }
            if (cause instanceof SSLException) {
                return "TLS failed: " + cause.getMessage();
            }
        }
        LOG.debug("a delivery failed", failure);
        return "the connection failed";
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.debug("the client of the webhooks did not stop in order", e);
        }
        resolving.shutdownNow();
    }
}
