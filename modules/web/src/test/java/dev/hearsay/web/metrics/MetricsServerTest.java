package dev.hearsay.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.PortInUseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    @Test
    void isReadyOnlyWhenEveryPartIs() throws Exception {
        AtomicReference<Optional<String>> obstacle = new AtomicReference<>(Optional.of("The database is away."));
        try (MetricsServer server = MetricsServer.start(ANY_PORT, new Metrics(), List.of(part(obstacle)))) {
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);

            HttpResponse<String> waiting = get(server, "/health/ready");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body()).isEqualTo("database: The database is away.\n");

            assertThat(get(server, "/metrics").body()).contains("hearsay_ready{part=\"database\"} 0.0");

            obstacle.set(Optional.empty());
            assertThat(get(server, "/metrics").body()).contains("hearsay_ready{part=\"database\"} 1.0");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatAPortIsInUse() {
        try (MetricsServer server = MetricsServer.start(ANY_PORT, new Metrics(), List.of())) {
            InetSocketAddress taken = new InetSocketAddress("127.0.0.1", server.port());
            assertThatThrownBy(() -> MetricsServer.start(taken, new Metrics(), List.of()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage("Port " + server.port() + " is in use");
        }
    }

    private static Readiness part(AtomicReference<Optional<String>> obstacle) {
        return new Readiness() {
            @Override
            public String part() {
                return "database";
            }

            @Override
            public Optional<String> obstacle() {
                return obstacle.get();
            }
        };
    }

    private static HttpResponse<String> get(MetricsServer server, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
