package dev.hearsay.web.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What the webhooks of this process did. */
final class WebhookMetrics {
    private final Counter changes;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dead;

    /** @param active how many subscriptions this process delivers to at present */
    WebhookMetrics(MeterRegistry registry, Supplier<Number> active) {
        changes = Counter.builder("hearsay.webhook.changes")
                .description("Changes delivered to subscriptions")
                .register(registry);
        delivered = deliveries(registry, "delivered");
        failed = deliveries(registry, "failed");
        dead = deliveries(registry, "dead");
        Gauge.builder("hearsay.webhook.subscriptions", active)
                .description("Subscriptions that this process delivers to")
                .strongReference(true)
                .register(registry);
    }

    private static Counter deliveries(MeterRegistry registry, String outcome) {
        return Counter.builder("hearsay.webhook.deliveries")
                .description("Attempts that succeeded or failed, and deliveries that were given up")
                .tag("outcome", outcome)
                .register(registry);
    }

    void delivered(int some) {
        delivered.increment();
        changes.increment(some);
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }
}
