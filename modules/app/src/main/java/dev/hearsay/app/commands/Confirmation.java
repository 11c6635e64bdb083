package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import java.io.Console;
import java.util.Locale;

/** Asks before something that cannot be undone. */
final class Confirmation {
    private Confirmation() {}

    /**
     * Returns if the answer is yes, or was given by {@code --yes}.
     *
     * @throws Failure when it is no, or there is nobody to ask
     */
    static void ask(boolean yes, String question) {
        if (yes) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw Failure.usage("This cannot be undone: add --yes to confirm it.");
        }
        String answer = console.readLine("%s [y/N] ", question);
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw Failure.usage("Nothing was done.");
        }
    }
}
