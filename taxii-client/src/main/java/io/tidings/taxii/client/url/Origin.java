package io.tidings.taxii.client.url;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scheme, host and port: what a credential is meant for (RFC 6454).
 *
 * @param host in lower case, an IPv6 address without its brackets
 * @param port never -1: the scheme's own where the URL names none
 */
public record Origin(String scheme, String host, int port) {
    // By form, never by look-up: a name that resolves to 127.0.0.1 today may resolve elsewhere tomorrow.
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|(0{0,4}:){2,7}0{0,3}1");

    /**
     * The origin of {@code url}, which is {@code https}, or {@code http} on a loopback address (T-183).
     *
     * @throws IllegalArgumentException if it is another URL, or carries user information, or a fragment
     */
    public static Origin of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("not an absolute URL with a host; its path: " + url.getPath());
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a URL must not carry a user name or password; host: " + host);
        }
        boolean loopback = LOOPBACK.matcher(host).matches();
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw new IllegalArgumentException(
                    "a TAXII server is reached over https (TAXII 2.1 §8.5.1), over http only on loopback: " + url);
        }
        if (url.getRawFragment() != null) {
            throw new IllegalArgumentException("a TAXII URL has no fragment: " + url);
        }
        int port = url.getPort();
        if (port == -1) {
            port = scheme.equals("https") ? 443 : 80;
        }
        return new Origin(scheme, host, port);
    }

    public boolean isTls() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
