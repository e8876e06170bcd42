package io.tidings.node.sensitive;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.pattern.address.IpNetwork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A first look at an object's bytes, before any parser: whether anything in it could be sensitive at all. Most objects end
 * here. It may say yes for nothing, and never no where the second look would find something.
 */
final class Candidates {
    /** As many digits as the shortest number looked for, separators between them not counted. */
    private static final int DIGITS = 11;
    /** A plus sign counts as the rest of what an international number of eight digits lacks. */
    private static final int PLUS_COUNTS = 3;

    private static final byte PLAIN = 0;
    private static final byte DIGIT = 1;
    private static final byte SEPARATOR = 2;
    private static final byte OTHER = 3;

    private final byte[] classes = new byte[256];
    private final boolean[] firstOctets = new boolean[256];
    private final List<int[]> firstGroups = new ArrayList<>();
    private final List<byte[]> suffixes = new ArrayList<>();
    private final boolean always;

    Candidates(SensitiveRules rules) {
        always = !rules.patterns().isEmpty() && rules.looksFor(SensitiveKind.PATTERN);
        boolean numbers = rules.looksFor(SensitiveKind.RESIDENT_ID)
                || rules.looksFor(SensitiveKind.BANK_CARD)
                || rules.looksFor(SensitiveKind.PHONE);
        if (numbers) {
            for (char c = '0'; c <= '9'; c++) {
                classes[c] = DIGIT;
            }
            for (char c : " -().".toCharArray()) {
                classes[c] = SEPARATOR;
            }
            classes['+'] = OTHER;
        }
        classes['\\'] = OTHER;
        classes[0xEF] = OTHER;
        if (rules.looksFor(SensitiveKind.EMAIL) && !rules.emailDomains().isEmpty()) {
            classes['@'] = OTHER;
        }
        if (rules.looksFor(SensitiveKind.HOST_NAME)) {
            classes['.'] = OTHER;
            rules.hostSuffixes().forEach(suffix -> suffixes.add(suffix.getBytes(StandardCharsets.UTF_8)));
        }
        if (rules.looksFor(SensitiveKind.INTERNAL_ADDRESS)) {
            classes['.'] = OTHER;
            classes[':'] = OTHER;
            rules.networks().forEach(this::addNetwork);
        }
    }

    private void addNetwork(IpNetwork network) {
        if (network.v6()) {
            int first = (int) (network.high() >>> 48);
            int free = Math.max(0, 16 - network.prefix());
            firstGroups.add(new int[] {first, first | (1 << free) - 1});
        } else {
            int first = (int) (network.low() >>> 24);
            int free = Math.max(0, 8 - network.prefix());
            for (int octet = first; octet <= (first | (1 << free) - 1); octet++) {
                firstOctets[octet] = true;
            }
        }
    }

    boolean any(ByteSlice object) {
        if (always) {
            return true;
        }
        byte[] bytes = object.array();
        int from = object.offset();
        int to = from + object.length();
        int digits = 0;
        for (int i = from; i < to; i++) {
            byte kind = classes[bytes[i] & 0xff];
            if (kind == PLAIN) {
                digits = 0;
            } else if (kind == DIGIT) {
                if (++digits >= DIGITS) {
                    return true;
                }
            } else if (kind == OTHER) {
                byte c = bytes[i];
                if (c == '.') {
                    if (afterDot(bytes, from, i, to)) {
                        return true;
                    }
                } else if (c == ':') {
                    if (isFirstGroup(bytes, from, i)) {
                        return true;
                    }
                    digits = 0;
                } else if (c == '+') {
                    digits = PLUS_COUNTS;
                } else if (c == '@' || isHidden(bytes, i, to)) {
                    return true;
                } else {
                    digits = 0;
                }
            }
        }
        return false;
    }

    /** Escapes and wide forms of letters and digits, which only the second look reads. */
    private static boolean isHidden(byte[] bytes, int at, int to) {
        if (bytes[at] == '\\') {
            return at + 1 < to && bytes[at + 1] == 'u';
        }
        return at + 2 < to
                && (bytes[at + 1] == (byte) 0xBD || bytes[at + 1] == (byte) 0xBC && (bytes[at + 2] & 0xff) >= 0x90);
    }

    private boolean afterDot(byte[] bytes, int from, int dot, int to) {
        if (dot == from || dot + 1 >= to) {
            return false;
        }
        byte before = bytes[dot - 1];
        byte after = bytes[dot + 1];
        if (before == '[' || after == ']') {
            return true;
        }
        if (isDigit(before) && isDigit(after)) {
            int octet = 0;
            int unit = 1;
            int i = dot - 1;
            for (; i >= from && dot - i <= 3 && isDigit(bytes[i]); i--) {
                octet += (bytes[i] - '0') * unit;
                unit *= 10;
            }
            return octet < 256 && firstOctets[octet];
        }
        for (byte[] suffix : suffixes) {
            if ((after | 0x20) == suffix[0] && startsWith(bytes, dot + 1, to, suffix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int at, int to, byte[] suffix) {
        if (to - at < suffix.length) {
            return false;
        }
        for (int i = 0; i < suffix.length; i++) {
            byte c = bytes[at + i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != suffix[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isFirstGroup(byte[] bytes, int from, int colon) {
        int group = 0;
        int shift = 0;
        for (int i = colon - 1; i >= from && shift < 16; i--, shift += 4) {
            int digit = Character.digit(bytes[i] < 0 ? 0 : bytes[i], 16);
            if (digit < 0) {
                break;
            }
            group |= digit << shift;
        }
        if (shift == 0) {
            return false;
        }
        for (int[] range : firstGroups) {
            if (group >= range[0] && group <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
