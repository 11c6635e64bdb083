package dev.hearsay.app.configuration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives flags that are not on the command line their value from the environment or the file. Only flags with a
 * description key can be configured: a file must not be able to say {@code --yes}.
 */
public final class ConfiguredDefaults implements IDefaultValueProvider {
    private final Configuration configuration;

    /** Defaults from that configuration. */
    public ConfiguredDefaults(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.descriptionKey() == null) {
            return null;
        }
        return configuration.value(option.descriptionKey()).orElse(null);
    }
}
