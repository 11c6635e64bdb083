package dev.hearsay.feeds.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The profiles that are known: those given by a user first, then those that come with Hearsay. */
public final class ProviderProfiles {
    /** No profiles at all. */
    public static final ProviderProfiles NONE = new ProviderProfiles(List.of());

    private static final List<String> BUNDLED = List.of("ntb", "tt");

    private final List<ProviderProfile> profiles;

    private ProviderProfiles(List<ProviderProfile> profiles) {
        this.profiles = List.copyOf(profiles);
    }

    /**
     * The bundled profiles.
     *
     * @throws ProfileException if Hearsay is damaged
     */
    public static ProviderProfiles bundled() {
        List<ProviderProfile> all = new ArrayList<>();
        for (String name : BUNDLED) {
            String file = name + ".yaml";
            try (InputStream in = ProviderProfiles.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ProfileException("the profile " + file + " is missing from Hearsay", null);
                }
                all.add(ProviderProfile.read(in, file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ProviderProfiles(all);
    }

    /**
     * These, before those that are known already.
     *
     * @throws ProfileException if a file is no profile
     */
    public ProviderProfiles with(List<Path> files) {
        List<ProviderProfile> all = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                all.add(ProviderProfile.read(in, file.toString()));
            } catch (IOException e) {
                throw new ProfileException("cannot read the profile " + file, e);
            }
        }
        all.addAll(profiles);
        return new ProviderProfiles(all);
    }

    /** With this one before all others. */
    public ProviderProfiles with(ProviderProfile profile) {
        List<ProviderProfile> all = new ArrayList<>(List.of(profile));
        all.addAll(profiles);
        return new ProviderProfiles(all);
    }

    /** The first that is meant for a document with this id, of this issuer (if it names one). */
    public Optional<ProviderProfile> of(Optional<String> issuer, String documentId) {
        return profiles.stream().filter(p -> p.appliesTo(issuer, documentId)).findFirst();
    }
}
