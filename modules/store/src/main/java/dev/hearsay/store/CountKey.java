package dev.hearsay.store;

/**
 * The key of a row of counts.
 *
 * @param id actor or entity id; empty for unnamed speakers
 * @param part hour or outlet; empty for all time
 */
public record CountKey(CountTable table, String id, String part) {}
