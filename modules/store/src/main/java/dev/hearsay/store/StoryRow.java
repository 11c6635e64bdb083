package dev.hearsay.store;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * The current state of a story; one that is not usable has neither headline nor URL.
 *
 * @param time earliest creation or publication time over its versions
 * @param accepted when the article that led to this state was accepted
 * @param changed timestamp of the record that brought this state
 * @param entities entities in the current version
 * @param claims claims in the current version
 */
public record StoryRow(
        String storyId,
        String provider,
        StoryStatus status,
        Cause cause,
        Optional<String> version,
        Optional<Instant> versionTime,
        Instant time,
        boolean timeReplaced,
        String hour,
        Instant accepted,
        Optional<Instant> embargo,
        String outlet,
        Optional<String> url,
        Optional<String> headline,
        Optional<String> language,
        boolean supported,
        boolean truncated,
        String extractor,
        int entities,
        int claims,
        Instant changed) {}
