package dev.hearsay.app;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.store.DatabaseSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** On an embedded broker and SQLite. */
class RolesIT extends RolesContract {
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.anyPort());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Override
    String bootstrap() {
        return broker.bootstrapServers();
    }

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.sqlite(directory.resolve("hearsay.db"));
    }
}
