package dev.hearsay.web.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the stream that knows nothing of the server but the format of server-sent events. */
final class EventReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event as it came. */
    record Event(String name, String id, String data, long nanos) {
        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (IOException e) {
                throw new IllegalStateException(data, e);
            }
        }
    }

    private final Socket socket;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";

    EventReader(URI address, String lastEventId) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        String after = lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        String target = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.0\r\nHost: localhost\r\n" + after + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        Thread thread = new Thread(this::read, "events");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String name = "";
            String data = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(name, lastId, data, System.nanoTime()));
                    }
                    name = "";
                    data = "";
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                }
            }
        } catch (IOException e) {
            // the test closed it
        }
    }

    List<Event> events() {
        return events;
    }

    /** The claims and retractions among them: one who lags is told so, too. */
    List<Event> changes() {
        return events.stream()
                .filter(event -> event.name().equals("claim") || event.name().equals("retraction"))
                .toList();
    }

    /** Claim ids of the claims and retractions that came, in their order. */
    List<String> claims() {
        return changes().stream()
                .map(event -> event.name() + " " + event.json().get("claimId").asText())
                .toList();
    }

    /** What a browser would send when it comes back; empty before the first frame. */
    String lastId() {
        return lastId;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
