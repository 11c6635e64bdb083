package dev.hearsay.store;

/**
 * Counts of an actor at one place of a series.
 *
 * @param at an hour such as {@code 2026-11-23T14Z}, a day such as {@code 2026-11-23}, or an outlet
 */
public record MeasuresAt(String at, Measures measures) {}
