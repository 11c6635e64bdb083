package dev.hearsay.extract.acts;

import dev.hearsay.extract.Act;

/**
 * What act a claim reports.
 *
 * @param confidence how sure the decision is, 0 to 1
 */
public record ActDecision(Act act, double confidence) {}
