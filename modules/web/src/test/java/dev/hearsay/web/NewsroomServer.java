package dev.hearsay.web;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The pages over an invented newsroom that goes on writing, for whoever works on them: {@code NewsroomServer PORT
 * DATABASE STORIES SECONDS}, the database being a SQLite file or a JDBC URL, the last being the pause between two stories (0: none come).
 */
public final class NewsroomServer {
    private NewsroomServer() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        int stories = Integer.parseInt(arguments[2]);
        long pause = Long.parseLong(arguments[3]);
        Database database = Database.open(
                arguments[1].startsWith("jdbc:")
                        ? DatabaseSettings.of(arguments[1])
                        : DatabaseSettings.sqlite(Path.of(arguments[1])));
        Newsroom newsroom = new Newsroom(database, 1, 80);
        newsroom.work(stories, Instant.now().minus(Duration.ofDays(9)), Instant.now());
        WebServer server =
                WebServer.start(WebSettings.on(Integer.parseInt(arguments[0])), database, new Metrics(), List.of());
        System.out.println(server.url());
        while (true) {
            Thread.sleep(pause == 0 ? Long.MAX_VALUE : pause * 1_000);
            newsroom.work(1, Instant.now().minusSeconds(1), Instant.now());
        }
    }
}
