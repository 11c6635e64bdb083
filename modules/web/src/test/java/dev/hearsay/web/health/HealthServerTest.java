package dev.hearsay.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class HealthServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    @Test
    void isReadyOnlyWhenEveryPartIs() throws Exception {
        AtomicReference<Optional<String>> obstacle = new AtomicReference<>(Optional.of("The database is away."));
        try (HealthServer server = HealthServer.start(ANY_PORT, List.of(part(obstacle)))) {
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);

            HttpResponse<String> waiting = get(server, "/health/ready");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body()).isEqualTo("database: The database is away.\n");

            obstacle.set(Optional.empty());
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatAPortIsInUse() {
        try (HealthServer server = HealthServer.start(ANY_PORT, List.of())) {
            InetSocketAddress taken = new InetSocketAddress("127.0.0.1", server.port());
            assertThatThrownBy(() -> HealthServer.start(taken, List.of()))
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

    private static HttpResponse<String> get(HealthServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
