package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.EntityMentions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes in the records of a story while its text stays: its time, and, where a version with the same text came,
 * that version's number, outlet, address and headline.
 *
 * @param time the time of the story from now on (milliseconds, UTC)
 * @param article the version with the same text, or null if only the time moved
 */
record StoryRewrite(long time, @Nullable Article article) {

    EntityMentions entity(EntityMentions old) {
        EntityMentions.Builder builder = EntityMentions.newBuilder(old)
                .setTime(Instant.ofEpochMilli(time))
                .setHour(hour());
        if (article != null) {
            builder.setVersion(article.getVersion().orElse(null)).setOutlet(article.getOutlet());
        }
        return builder.build();
    }

    Claim claim(Claim old) {
        Claim.Builder builder =
                Claim.newBuilder(old).setTime(Instant.ofEpochMilli(time)).setHour(hour());
        if (article != null) {
            builder.setVersion(article.getVersion().orElse(null))
                    .setOutlet(article.getOutlet())
                    .setUrl(article.getUrl().orElse(null))
                    .setHeadline(article.getHeadline());
        }
        return builder.build();
    }

    private String hour() {
        return Hour.of(Instant.ofEpochMilli(time));
    }
}
