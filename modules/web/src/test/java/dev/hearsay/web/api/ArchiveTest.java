package dev.hearsay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.contracts.Hour;
import dev.hearsay.web.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive: its newest story is decades old, and nothing may be empty only because of that. */
class ArchiveTest {
    private static final Instant FIRST = Instant.parse("1987-02-26T15:01:00Z");
    private static final Instant LAST = Instant.parse("1987-10-20T21:30:00Z");

    @TempDir
    private Path folder;

    private static JsonNode json(RunningServer server, String path) throws Exception {
        return new ObjectMapper().readTree(server.get(path).body());
    }

    private static long sum(JsonNode series) {
        long sum = 0;
        for (JsonNode point : series) {
            sum += point.get("value").asLong();
        }
        return sum;
    }

    @Test
    void theSeriesOfAllTimeIsThatOfTheDataAndAddsUpToTheNumber() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            server.newsroom().work(150, FIRST, LAST);
            JsonNode page = json(server, "/api/v1/actors?limit=50");
            JsonNode span = json(server, "/api/v1/totals").get("span");
            assertThat(span.get("from").asText()).isEqualTo("1987-02-26T15Z");
            // the Monday before the first story
            assertThat(page.at("/seriesPeriod/from").asText()).isEqualTo("1987-02-23T00Z");
            assertThat(page.at("/seriesPeriod/to")).isEqualTo(span.get("to"));
            assertThat(page.get("seriesStep").asText()).isEqualTo("week");
            assertThat(page.get("items")).isNotEmpty().allSatisfy(row -> assertThat(sum(row.get("series")))
                    .isPositive()
                    .isEqualTo(row.at("/measures/statements").asLong()));
        }
    }

    @Test
    void longerSeriesGoByDayAndLongOnesByWeek() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            server.newsroom().work(150, FIRST, LAST);
            for (String[] expected : new String[][] {
                {"1987-10-20", "hour"}, {"1987-10-01", "day"}, {"1987-08-01", "day"}, {"1987-06-01", "week"}
            }) {
                JsonNode page = json(server, "/api/v1/actors?limit=50&from=" + expected[0] + "&to=1987-10-20T22Z");
                assertThat(page.get("seriesStep").asText()).as(expected[0]).isEqualTo(expected[1]);
                assertThat(page.get("items")).allSatisfy(row -> assertThat(sum(row.get("series")))
                        .isGreaterThanOrEqualTo(row.at("/measures/statements").asLong()));
            }
        }
    }

    @Test
    void theHoursOfAnActorAreTheLastInWhichTheySpoke() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            server.newsroom().work(150, FIRST, LAST);
            for (JsonNode row : json(server, "/api/v1/actors?limit=50").get("items")) {
                JsonNode actor = json(
                        server, "/api/v1/actors/" + row.at("/actor/id").asText().replace(" ", "%20"));
                JsonNode days = actor.get("days");
                String lastDay = days.get(days.size() - 1).get("at").asText();
                JsonNode hours = actor.get("hours");
                assertThat(hours).as(row.toString()).isNotEmpty();
                assertThat(hours.get(hours.size() - 1).get("at").asText()).startsWith(lastDay);
            }
        }
    }

    @Test
    void relativePeriodsEndWithTheLastStory() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            server.newsroom().work(150, FIRST, LAST);
            JsonNode day = json(server, "/api/v1/actors?period=day");
            assertThat(day.at("/period/to").asText()).startsWith("1987-10-");
            assertThat(day.get("items")).isNotEmpty();
        }
    }

    @Test
    void theSeriesOfManyYearsIsThatOfTheLastOne() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            server.newsroom().work(50, FIRST.minus(Duration.ofDays(4_000)), LAST);
            JsonNode page = json(server, "/api/v1/actors");
            Instant from = Hour.parse(page.at("/seriesPeriod/from").asText());
            Instant to = Hour.parse(page.at("/seriesPeriod/to").asText());
            assertThat(Duration.between(from, to)).isBetween(Duration.ofDays(366), Duration.ofDays(373));
        }
    }
}
