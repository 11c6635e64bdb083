package dev.hearsay.store;

import java.util.List;

/** The secrets that deliveries are signed with: the present one, and for a while the one before it. */
public record SigningSecrets(List<String> secrets) {
    /** Copies the list. */
    public SigningSecrets {
        secrets = List.copyOf(secrets);
    }

    /** Leaves them out. */
    @Override
    public String toString() {
        return secrets.size() + " secrets";
    }
}
