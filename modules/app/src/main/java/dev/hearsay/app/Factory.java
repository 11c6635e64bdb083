package dev.hearsay.app;

import dev.hearsay.app.configuration.Configuration;
import dev.hearsay.app.output.Terminal;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands and groups of options: with the terminal or the configuration where they ask for one. */
final class Factory implements IFactory {
    private final Terminal terminal;
    private final Configuration configuration;

    Factory(Terminal terminal, Configuration configuration) {
        this.terminal = terminal;
        this.configuration = configuration;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (parameters.length == 1 && parameters[0] == Terminal.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(terminal));
            }
            if (parameters.length == 1 && parameters[0] == Configuration.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(configuration));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
