package dev.hearsay.app.roles;

import dev.hearsay.web.health.Readiness;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A part that is still to start: not ready until it is there. */
final class Awaited implements Readiness {
    private final String part;
    private final AtomicReference<@Nullable Readiness> role = new AtomicReference<>();

    Awaited(String part) {
        this.part = part;
    }

    <T extends Readiness> T is(T started) {
        role.set(started);
        return started;
    }

    @Override
    public String part() {
        return part;
    }

    @Override
    public Optional<String> obstacle() {
        Readiness started = role.get();
        return started == null ? Optional.of("it starts") : started.obstacle();
    }
}
