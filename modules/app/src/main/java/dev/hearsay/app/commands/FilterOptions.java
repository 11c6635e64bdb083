package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.extract.NormalizedName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which claims are asked for. */
final class FilterOptions {
    @Option(names = "--actor", paramLabel = "NAME", description = "Only claims of this actor (name or id).")
    private @Nullable String actor;

    @Option(names = "--outlet", paramLabel = "NAME", description = "Only claims that this outlet printed.")
    private @Nullable String outlet;

    @Option(names = "--story", paramLabel = "ID", description = "Only claims of this story.")
    private @Nullable String story;

    @Option(
            names = "--act",
            paramLabel = "ACT",
            description = "Only claims of this act: statement, non_response, attitude, anticipated or other.")
    private @Nullable String act;

    @Option(names = "--about", paramLabel = "NAME", description = "Only claims that name this entity.")
    private @Nullable String about;

    @Option(names = "--text", paramLabel = "WORDS", description = "Only claims with all of these words.")
    private @Nullable String text;

    /** Id of the actor. */
    Optional<String> actor() {
        return Optional.ofNullable(actor).map(NormalizedName::of);
    }

    Optional<String> outlet() {
        return Optional.ofNullable(outlet);
    }

    Optional<String> story() {
        return Optional.ofNullable(story);
    }

    /**
     * The act.
     *
     * @throws Failure when it is none
     */
    Optional<Act> act() {
        return Optional.ofNullable(act).map(FilterOptions::act);
    }

    private static Act act(String name) {
        return Arrays.stream(Act.values())
                .filter(act -> act.name().equalsIgnoreCase(name.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> Failure.usage("There is no act \"" + name + "\", but "
                        + Arrays.stream(Act.values())
                                .map(act -> act.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** Id of the entity. */
    Optional<String> about() {
        return Optional.ofNullable(about).map(NormalizedName::of);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }
}
