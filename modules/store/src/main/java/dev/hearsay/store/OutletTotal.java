package dev.hearsay.store;

/**
 * What an outlet has printed.
 *
 * @param stories usable stories
 * @param actors actors that it reports
 * @param statements distinct statements of these, each once in this outlet
 * @param reports their reports
 */
public record OutletTotal(String outlet, long stories, long actors, long statements, long reports) {}
