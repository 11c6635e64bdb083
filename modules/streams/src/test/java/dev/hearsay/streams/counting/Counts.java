package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all count topics say, by key. */
public record Counts(
        SortedMap<String, Statement> statements,
        SortedMap<String, ActorCounts> actors,
        SortedMap<String, ActorCounts> hours,
        SortedMap<String, ActorCounts> outlets,
        SortedMap<String, MentionCounts> mentions,
        SortedMap<String, MentionCounts> mentionHours) {

    /** No row at all. */
    static final Counts NONE = new Counts(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** Copies the maps. */
    public Counts {
        statements = new TreeMap<>(statements);
        actors = new TreeMap<>(actors);
        hours = new TreeMap<>(hours);
        outlets = new TreeMap<>(outlets);
        mentions = new TreeMap<>(mentions);
        mentionHours = new TreeMap<>(mentionHours);
    }
}
