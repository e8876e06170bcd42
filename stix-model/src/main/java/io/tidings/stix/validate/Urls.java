package io.tidings.stix.validate;

import java.util.Locale;
import java.util.Set;

/** URLs as text (RFC 3986). */
final class Urls {
    private static final String SIGNS = "-._~:/?#[]@!$&'()*+,;=";
    /** Whose URLs name a host (RFC 9110 §4.2, RFC 1738). */
    private static final Set<String> WITH_HOST = Set.of("http", "https", "ftp");

    private Urls() {}

    /**
     * Why {@code text} is no URL, in words that follow it; empty if it is one. Characters beyond ASCII are let pass:
     * they make it an IRI, and what victims were sent is often one.
     */
    static String fault(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !isScheme(text, colon)) {
            return "has no scheme";
        }
        if (colon == text.length() - 1) {
            return "has nothing behind its scheme";
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEncoded(text, i)) {
                    return "has a percent sign without two hexadecimal digits";
                }
                i += 2;
            } else if (c < 0x80 && !isPlain(c)) {
                return c <= ' ' || c == 0x7f
                        ? "has a space or control character"
                        : "has a character that no URL has: " + c;
            }
        }
        return partsFault(text, colon + 1, text.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** What is wrong with how signs divide the rest into authority, path, query and fragment (RFC 3986 §3). */
    private static String partsFault(String text, int start, String scheme) {
        int hash = text.indexOf('#', start);
        if (hash >= 0 && text.indexOf('#', hash + 1) >= 0) {
            return "has a second #";
        }
        int path = start;
        if (text.startsWith("//", start)) {
            path = endOfAuthority(text, start + 2);
            int user = text.lastIndexOf('@', path - 1);
            String host = text.substring(user < start ? start + 2 : user + 1, path);
            String fault = hostFault(host, WITH_HOST.contains(scheme));
            if (!fault.isEmpty()) {
                return fault;
            }
        } else if (WITH_HOST.contains(scheme)) {
            return "has no // behind its scheme";
        }
        return text.indexOf('[', path) >= 0 || text.indexOf(']', path) >= 0
                ? "has a square bracket outside its host"
                : "";
    }

    private static int endOfAuthority(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** @param host with a port or without */
    private static String hostFault(String host, boolean needed) {
        boolean literal = host.startsWith("[");
        int close = host.indexOf(']');
        boolean plain = host.indexOf('[') < 0 && close < 0;
        if (!plain && !(literal && close > 0 && isIpLiteral(host.substring(1, close)))) {
            return "has square brackets that hold no IPv6 address";
        }
        int port = host.indexOf(':', literal ? close + 1 : 0);
        String name = port < 0 ? host : host.substring(0, port);
        if (literal && name.length() > close + 1) {
            return "has something behind the address of its host";
        }
        if (port >= 0 && !host.substring(port + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return "has a port that is no number";
        }
        return name.isEmpty() && needed ? "has no host" : "";
    }

    /** An IPv6 address, or one of a later version (RFC 3986 §3.2.2). */
    private static boolean isIpLiteral(String text) {
        return Hosts.isIpv6Block(text) && text.indexOf('/') < 0 || text.startsWith("v") || text.startsWith("V");
    }

    private static boolean isScheme(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && (!other || i == 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEncoded(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SIGNS.indexOf(c) >= 0;
    }
}
