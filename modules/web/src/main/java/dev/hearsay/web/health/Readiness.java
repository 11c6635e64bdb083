package dev.hearsay.web.health;

import java.util.Optional;

/** One part of a process that may not be ready for work. */
public interface Readiness {
    /** What the part is called, such as {@code database}. */
    String part();

    /** Why it is not ready now, in one sentence; nothing if it is. Called by several threads, must answer in a second. */
    Optional<String> obstacle();
}
