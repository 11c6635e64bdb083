package dev.hearsay.feeds;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids that are addresses: what differs without meaning another document is made equal. A site that moves from http to
 * https would otherwise publish every story a second time.
 */
public final class PageId {
    private static final Pattern WEB = Pattern.compile("(?i)https?://([^/?#]+)([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern TRACKING =
            Pattern.compile("(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|mc_cid|mc_eid)=[^&]*&?", Pattern.CASE_INSENSITIVE);

    private PageId() {}

    /** The id of a feed's entry: an address is https and its host in lower case, whatever it is else stays. */
    public static String ofGuid(String guid) {
        Matcher web = WEB.matcher(guid.strip());
        if (!web.matches()) {
            return guid.strip();
        }
        String fragment = web.group(3) == null ? "" : web.group(3);
        return "https://" + host(web.group(1)) + web.group(2) + fragment;
    }

    /** The id of a page: as {@link #ofGuid}, without fragment and tracking parameters. */
    public static String ofAddress(String address) {
        Matcher web = WEB.matcher(address.strip());
        if (!web.matches()) {
            return address.strip();
        }
        String rest = TRACKING.matcher(web.group(2)).replaceAll("").replaceFirst("[?&]$", "");
        return "https://" + host(web.group(1)) + (rest.isEmpty() ? "/" : rest);
    }

    /** The host of a web address without {@code www.}; empty if it is none. */
    public static String site(String address) {
        Matcher web = WEB.matcher(address.strip());
        return web.matches() ? host(web.group(1)).replaceFirst("^www\\.", "").replaceFirst(":\\d+$", "") : "";
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return host.toLowerCase(Locale.ROOT).replaceFirst(":(?:80|443)?$", "");
    }
}
