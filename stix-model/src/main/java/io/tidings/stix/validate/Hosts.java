package io.tidings.stix.validate;

/** Host names and addresses as text. Nothing is looked up. */
final class Hosts {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    private Hosts() {}

    /** Why {@code text} is no domain name, in words that follow it; empty if it is one. */
    static String domainFault(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return name.isEmpty() ? "is empty" : "is longer than 253 characters";
        }
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i < name.length() && name.charAt(i) != '.') {
                continue;
            }
            String fault = labelFault(name, start, i);
            if (!fault.isEmpty()) {
                return fault;
            }
            start = i + 1;
        }
        return "";
    }

    // Underscores are no host names, but they are names in the DNS (RFC 2181 §11), and feeds report them.
    private static String labelFault(String name, int start, int end) {
        if (start == end || end - start > LONGEST_LABEL) {
            return start == end ? "has an empty label" : "has a label of more than 63 characters";
        }
        for (int i = start; i < end; i++) {
            char c = name.charAt(i);
            boolean fits = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c >= 0x80 && Character.isLetterOrDigit(c)
                    || c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.isSurrogate(c);
            if (!fits) {
                return "has a character that no domain name has: " + Pass.quote(String.valueOf(c));
            }
        }
        return name.charAt(start) == '-' || name.charAt(end - 1) == '-'
                ? "has a label that begins or ends with a hyphen"
                : "";
    }

    /** An IPv4 address, with a prefix length behind it or without. */
    static boolean isIpv4Block(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? isIpv4(text, 0, text.length()) : isIpv4(text, 0, slash) && isPrefix(text, slash + 1, 32);
    }

    /** An IPv6 address, with a prefix length behind it or without. */
    static boolean isIpv6Block(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? isIpv6(text, text.length()) : isIpv6(text, slash) && isPrefix(text, slash + 1, 128);
    }

    private static boolean isPrefix(String text, int from, int most) {
        int length = number(text, from, text.length(), 3);
        return length >= 0 && length <= most;
    }

    /** The decimal number without leading zeros in a part of {@code text}; -1 if it is none. */
    private static int number(String text, int from, int to, int mostDigits) {
        if (to <= from || to - from > mostDigits || to - from > 1 && text.charAt(from) == '0') {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static boolean isIpv4(String text, int from, int to) {
        int start = from;
        int parts = 0;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '.') {
                int part = number(text, start, i, 3);
                if (part < 0 || part > 255) {
                    return false;
                }
                parts++;
                start = i + 1;
            }
        }
        return parts == 4;
    }

    private static boolean isIpv6(String text, int end) {
        int groups = 0;
        boolean shortened = false;
        int i = 0;
        if (end >= 2 && text.charAt(0) == ':' && text.charAt(1) == ':') {
            shortened = true;
            i = 2;
        }
        while (i < end) {
            int start = i;
            while (i < end && Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 0x80) {
                i++;
            }
            if (i < end && text.charAt(i) == '.') {
                return isIpv4(text, start, end) && fits(groups + 2, shortened);
            }
            if (i == start || i - start > 4) {
                return false;
            }
            groups++;
            if (i == end) {
                break;
            }
            if (text.charAt(i++) != ':' || i == end) {
                return false;
            }
            if (text.charAt(i) == ':') {
                if (shortened) {
                    return false;
                }
                shortened = true;
                i++;
            }
        }
        return fits(groups, shortened);
    }

    private static boolean fits(int groups, boolean shortened) {
        return shortened ? groups < 8 : groups == 8;
    }
}
