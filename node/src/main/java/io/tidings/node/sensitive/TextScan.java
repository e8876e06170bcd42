package io.tidings.node.sensitive;

import io.tidings.stix.pattern.address.IpNetwork;
import io.tidings.stix.pattern.regex.Found;
import io.tidings.stix.pattern.regex.Steps;
import java.util.Locale;
import java.util.Optional;

/** Goes through one text once and reports what it finds. For one thread; of use for one text. */
final class TextScan {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_TOKEN = 255;
    private static final int LONGEST_IPV4 = 15;
    /** Where every cloud's machines ask for their own data; of nobody's network, and often written about. */
    private static final IpNetwork METADATA = IpNetwork.parse("169.254.169.254").orElseThrow();

    private final SensitiveRules rules;
    private final FieldRole role;
    private final Steps steps;
    private final Report report;
    private final String text;
    private final NumberScan numbers;
    private int inUrlUntil;

    /** Where findings go. */
    @FunctionalInterface
    interface Report {
        /** @param found the text found, or the name of the pattern that matched */
        void found(SensitiveKind kind, String found);
    }

    /** @param steps what work may be spent on the configuration's patterns */
    TextScan(SensitiveRules rules, FieldRole role, Steps steps, String text, Report report) {
        this.rules = rules;
        this.role = role;
        this.steps = steps;
        this.report = report;
        this.text = plain(text);
        this.numbers = new NumberScan(this.text);
    }

    void run() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NumberScan.isWord(c)) {
                if (beginsWord(i)) {
                    token(i);
                    i = Math.max(i, number(i) - 1);
                }
            } else if (c == ':') {
                colon(i);
            } else if (c == '+') {
                i = Math.max(i, plus(i) - 1);
            } else if (c == '@') {
                at(i);
            }
        }
        if (wants(SensitiveKind.PATTERN)) {
            patterns();
        }
    }

    /** Wide forms of ASCII as Chinese keyboards write them, and dots that were made harmless. */
    private static String plain(String text) {
        String plain = text.indexOf("[.]") >= 0 ? text.replace("[.]", ".") : text;
        for (int i = 0; i < plain.length(); i++) {
            if (isWide(plain.charAt(i))) {
                char[] narrow = plain.toCharArray();
                for (int k = i; k < narrow.length; k++) {
                    narrow[k] = isWide(narrow[k]) ? (char) (narrow[k] - 0xFEE0) : narrow[k];
                }
                return new String(narrow);
            }
        }
        return plain;
    }

    private static boolean isWide(char c) {
        return c >= '\uFF01' && c <= '\uFF5E';
    }

    private boolean wants(SensitiveKind kind) {
        return role.looksFor(kind) && rules.looksFor(kind);
    }

    private boolean beginsWord(int at) {
        return at == 0 || !NumberScan.isWord(text.charAt(at - 1));
    }

    /** The end of a number that begins here, or {@code at}. */
    private int number(int at) {
        boolean decimal = at > 1 && text.charAt(at - 1) == '.' && NumberScan.isDigit(text.charAt(at - 2));
        if (!NumberScan.isDigit(text.charAt(at)) || decimal) {
            return at;
        }
        return report(at, numbers.at(at));
    }

    private int plus(int at) {
        boolean alone = at == 0 || !NumberScan.isWord(text.charAt(at - 1));
        boolean number = at + 1 < text.length() && NumberScan.isDigit(text.charAt(at + 1));
        return alone && number ? report(at, numbers.international(at)) : at;
    }

    private int report(int at, Optional<NumberScan.Hit> hit) {
        // Addresses of pages are full of long numbers, which are right by Luhn one time in ten.
        boolean mistakable = at < inUrlUntil && hit.isPresent() && hit.get().kind() != SensitiveKind.RESIDENT_ID;
        if (hit.isEmpty() || mistakable || !wants(hit.get().kind())) {
            return at;
        }
        report.found(hit.get().kind(), text.substring(at, hit.get().end()));
        return hit.get().end();
    }

    /** A run of letters, digits, dots, hyphens and underscores: an IPv4 address, or the name of a host. */
    private void token(int at) {
        boolean inToken = at > 0 && isTokenCharacter(text.charAt(at - 1));
        if (inToken && (text.charAt(at - 1) != '-' || !NumberScan.isDigit(text.charAt(at)))) {
            return;
        }
        int longest = inToken ? LONGEST_IPV4 : LONGEST_TOKEN; // so that hyphens in a row cost no square of their number
        int end = at;
        int dots = 0;
        while (end < text.length() && end - at <= longest && isTokenCharacter(text.charAt(end))) {
            dots += text.charAt(end) == '.' ? 1 : 0;
            end++;
        }
        while (end > at && !NumberScan.isWord(text.charAt(end - 1))) {
            dots -= text.charAt(end - 1) == '.' ? 1 : 0;
            end--;
        }
        if (dots == 3 && NumberScan.isDigit(text.charAt(at)) && wants(SensitiveKind.INTERNAL_ADDRESS)) {
            address(at, end);
        } else if (dots > 0 && wants(SensitiveKind.HOST_NAME)) {
            host(at, end);
        }
        boolean v6 = end < text.length() && text.charAt(end) == ':' && wants(SensitiveKind.INTERNAL_ADDRESS);
        if (v6 && (at == 0 || text.charAt(at - 1) != ':')) {
            addressV6(at);
        }
    }

    private static boolean isTokenCharacter(char c) {
        return NumberScan.isWord(c) || c == '.' || c == '-';
    }

    private void addressV6(int at) {
        int end = at;
        int colons = 0;
        while (end < text.length() && end - at < 45 && isOfAddress(text.charAt(end))) {
            colons += text.charAt(end) == ':' ? 1 : 0;
            end++;
        }
        if (colons < 2) {
            return;
        }
        boolean open = text.charAt(end - 1) == ':' && text.charAt(end - 2) != ':';
        address(at, open ? end - 1 : end);
    }

    private static boolean isOfAddress(char c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }

    private void address(int at, int end) {
        int behind = end;
        if (end + 1 < text.length() && text.charAt(end) == '/' && NumberScan.isDigit(text.charAt(end + 1))) {
            behind = end + 1;
            while (behind < text.length() && behind < end + 4 && NumberScan.isDigit(text.charAt(behind))) {
                behind++;
            }
        }
        Optional<IpNetwork> block = IpNetwork.parse(text.substring(at, behind));
        String written = text.substring(at, block.isPresent() ? behind : end);
        block.or(() -> IpNetwork.parse(text.substring(at, end)))
                .filter(this::isInternal)
                .ifPresent(found -> report.found(SensitiveKind.INTERNAL_ADDRESS, written));
    }

    /** The ranges themselves stand in every text about networks; what lies in them is somebody's. */
    private boolean isInternal(IpNetwork address) {
        return !address.equals(METADATA)
                && rules.networks().stream().anyMatch(network -> network.contains(address) && !network.equals(address));
    }

    private void host(int at, int end) {
        String name = text.substring(at, end).toLowerCase(Locale.ROOT);
        for (String suffix : rules.hostSuffixes()) {
            int dot = name.length() - suffix.length() - 1;
            if (dot > 0 && name.charAt(dot) == '.' && name.charAt(dot - 1) != '.' && name.endsWith(suffix)) {
                report.found(SensitiveKind.HOST_NAME, name);
                return;
            }
        }
    }

    private void colon(int at) {
        if (at >= inUrlUntil && text.startsWith("://", at)) {
            int end = at;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != '"') {
                end++;
            }
            inUrlUntil = end;
        }
    }

    private void at(int at) {
        if (!wants(SensitiveKind.EMAIL)) {
            return;
        }
        int start = at;
        while (start > 0 && at - start < LONGEST_LOCAL_PART && isLocalPart(text.charAt(start - 1))) {
            start--;
        }
        int end = at + 1;
        while (end < text.length() && end - at <= LONGEST_TOKEN && isTokenCharacter(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !NumberScan.isWord(text.charAt(end - 1))) {
            end--;
        }
        if (start < at && isOwnDomain(text.substring(at + 1, end).toLowerCase(Locale.ROOT))) {
            report.found(SensitiveKind.EMAIL, text.substring(start, end));
        }
    }

    private boolean isOwnDomain(String domain) {
        return rules.emailDomains().stream().anyMatch(own -> domain.equals(own) || domain.endsWith("." + own));
    }

    private static boolean isLocalPart(char c) {
        return isTokenCharacter(c) || c == '+' || c == '%' || c == '\'' || c == '=';
    }

    /** A pattern that is not done within its bound counts as matching: nobody has shown that it does not. */
    private void patterns() {
        for (SensitiveRules.NamedPattern pattern : rules.patterns()) {
            if (pattern.regex().find(text, steps) != Found.NO) {
                report.found(SensitiveKind.PATTERN, pattern.name());
            }
        }
    }
}
