package dev.hearsay.web.webhooks;

import dev.hearsay.contracts.PublicAddresses;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Subscription;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import dev.hearsay.web.stream.OffsetVector;
import dev.hearsay.web.stream.StreamFilter;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for who subscribes.
 *
 * @param filter parameters of the claim stream, by name
 * @param secret to sign with; absent for a new one
 * @param after where to begin, as the claim stream takes it; absent for what comes from now on
 */
public record SubscriptionRequest(
        String url, String note, Map<String, String> filter, Optional<String> secret, Optional<String> after) {
    /** Longest address, in characters. */
    public static final int MOST_URL = 2_000;

    /** How long the old secret goes on signing beside a new one. */
    public static final Duration OLD_SECRET = Duration.ofDays(1);

    private static final int MOST_AFTER = 4_000;
    private static final int ID_BYTES = 9;

    /** A subscription that is not kept yet, with its secret, which nobody is told again. */
    public record Opened(Subscription subscription, String secret) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return subscription.toString();
        }
    }

    /**
     * Takes only what can be used.
     *
     * @throws Problem that names what cannot
     */
    public SubscriptionRequest {
        checkUrl(url);
        checkNote(note);
        Map<String, String> given = new HashMap<>();
        filter.forEach((name, value) -> {
            if (!StreamFilter.PARAMETERS.contains(name)) {
                throw Problem.parameter(
                        "filter",
                        "A filter has "
                                + StreamFilter.PARAMETERS.stream().sorted().toList() + ".");
            }
            if (value.length() > Parameters.MAX_LENGTH || value.indexOf('\0') >= 0) {
                throw Problem.parameter(
                        name,
                        "'" + name + "' is longer than " + Parameters.MAX_LENGTH + " characters, or holds U+0000.");
            }
            if (!value.isBlank()) {
                given.put(name, value.strip());
            }
        });
        StreamFilter.of(given, Set::of);
        filter = Map.copyOf(given);
        secret.ifPresent(SubscriptionRequest::checkSecret);
        after.ifPresent(SubscriptionRequest::position);
    }

    /** Takes the names and values out of the text of a log. */
    @Override
    public String toString() {
        return "a subscription to " + filter.keySet();
    }

    /**
     * Refuses what is no address that deliveries can go to.
     *
     * @throws Problem that says why
     */
    public static void checkUrl(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535
                    && url.length() <= MOST_URL;
            if (usable) {
                return;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw Problem.parameter(
                "url",
                "'url' must be an http or https address of at most " + MOST_URL
                        + " characters, without user, password and fragment.");
    }

    /**
     * Refuses addresses that are seen to be private without asking a name server. All others are looked at when a delivery
     * connects.
     *
     * @throws Problem that says so
     */
    public static void checkPublic(String url) {
        String host = URI.create(url).getHost();
        boolean name = !host.startsWith("[") && !host.matches("[0-9.]+");
        try {
            if (host.equalsIgnoreCase("localhost") || !name && !PublicAddresses.contains(InetAddress.getByName(host))) {
                throw Problem.parameter(
                        "url",
                        "'url' leads into a private network, or to the server itself: it must be started with"
                                + " --allow-private-webhooks for that.");
            }
        } catch (UnknownHostException e) {
            throw Problem.parameter("url", "'" + host + "' is no address.");
        }
    }

    /**
     * Refuses a note that is too long.
     *
     * @throws Problem that says so
     */
    public static void checkNote(String note) {
        if (note.length() > Parameters.MAX_LENGTH || note.indexOf('\0') >= 0) {
            throw Problem.parameter(
                    "note", "'note' is longer than " + Parameters.MAX_LENGTH + " characters, or holds U+0000.");
        }
    }

    /**
     * Refuses what cannot be signed with.
     *
     * @throws Problem that says why
     */
    public static void checkSecret(String secret) {
        if (!Signature.isSecret(secret)) {
            throw Problem.parameter("secret", "'secret' must be whsec_ and the Base64 of 24 to 64 bytes.");
        }
    }

    /** A new secret. */
    public static String newSecret() {
        return Signature.newSecret();
    }

    private static OffsetVector position(String after) {
        try {
            if (after.length() <= MOST_AFTER) {
                return OffsetVector.parse(after);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problem.parameter("after", "'after' must be a position such as 0:123,1:456, or none.");
    }

    /** What is to be kept; it begins where the log stands now, unless a position was asked for. */
    public Opened open(ClaimChanges changes, Instant now) {
        // the offsets are read first: what comes between is sent twice rather than not at all
        OffsetVector seen =
                after.map(SubscriptionRequest::position).orElseGet(() -> new OffsetVector(changes.offsets()));
        long id = after.isPresent() ? changes.seenUpTo(seen.offsets()) : changes.latest();
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        return new Opened(
                Subscription.begin(
                        "sub_" + HexFormat.of().formatHex(random),
                        url,
                        note,
                        filter,
                        Instant.ofEpochMilli(now.toEpochMilli()),
                        new Subscription.Position(id, seen.toString())),
                secret.orElseGet(Signature::newSecret));
    }
}
