package dev.hearsay.app.roles;

import dev.hearsay.web.health.Readiness;

/** A part of the pipeline that works from its start until it is closed. */
public interface Role extends Readiness, AutoCloseable {
    /** Stops in order; safe to call twice. */
    @Override
    void close();
}
