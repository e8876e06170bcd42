package io.tidings.stix.pattern.address;

import java.util.Optional;

/**
 * A block of IPv4 or IPv6 addresses; a single address is a block of one (STIX 2.1 §9.6.1).
 *
 * @param v6 whether it is of IPv6
 * @param high the first 64 bits of the lowest address, 0 for IPv4
 * @param low the last 64 bits, or the 32 of IPv4
 * @param prefix how many leading bits are fixed, up to 32 or 128; all others of the address are 0
 */
public record IpNetwork(boolean v6, long high, long low, int prefix) {
    private static final int LONGEST = 64;
    private static final int GROUPS = 8;

    /** Masks off the bits that the prefix does not fix. */
    public IpNetwork {
        if (v6) {
            high &= mask(Math.min(prefix, 64), 64);
            low &= mask(Math.max(prefix - 64, 0), 64);
        } else {
            low &= mask(prefix, 32);
        }
    }

    /** The address or CIDR block that {@code text} spells; empty if it spells none. */
    public static Optional<IpNetwork> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v6 = address.indexOf(':') >= 0;
        int widest = v6 ? 128 : 32;
        int prefix = slash < 0 ? widest : decimal(text, slash + 1, text.length(), 3);
        if (prefix < 0 || prefix > widest) {
            return Optional.empty();
        }
        if (v6) {
            return parse6(address, prefix);
        }
        long bits = bits4(address);
        return bits < 0 ? Optional.empty() : Optional.of(new IpNetwork(false, 0, bits, prefix));
    }

    /** Whether it is one address, not a block of several. */
    public boolean isAddress() {
        return prefix == (v6 ? 128 : 32);
    }

    /** Whether each address of {@code other} is one of this block; never for blocks of the other family. */
    public boolean contains(IpNetwork other) {
        if (v6 != other.v6 || prefix > other.prefix) {
            return false;
        }
        IpNetwork cut = new IpNetwork(v6, other.high, other.low, prefix);
        return cut.high == high && cut.low == low;
    }

    /** Canonical: RFC 5952 for IPv6; the prefix only of what is no single address. */
    @Override
    public String toString() {
        String address =
                v6 ? text6() : (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
        return isAddress() ? address : address + "/" + prefix;
    }

    private static long mask(int ones, int width) {
        if (ones == 0) {
            return 0;
        }
        return width == 64 ? -1L << 64 - ones : -1L << width - ones & 0xffffffffL;
    }

    private static long bits4(String text) {
        long bits = 0;
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i == 3 ? text.length() : text.indexOf('.', from);
            int part = dot < 0 ? -1 : decimal(text, from, dot, 3);
            if (part < 0 || part > 255) {
                return -1;
            }
            bits = bits << 8 | part;
            from = dot + 1;
        }
        return bits;
    }

    /** Without leading zeros: some read them as octal, so such an address means two things. */
    private static int decimal(String text, int from, int to, int longest) {
        if (from >= to || to - from > longest || text.charAt(from) == '0' && to - from > 1) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static Optional<IpNetwork> parse6(String text, int prefix) {
        int gap = text.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return groups6(text, groups) == GROUPS ? Optional.of(of6(groups, prefix)) : Optional.empty();
        }
        int[] tail = new int[GROUPS];
        int before = groups6(text.substring(0, gap), groups);
        int after = groups6(text.substring(gap + 2), tail);
        boolean dotted = text.lastIndexOf('.', gap) >= 0; // only the last 32 bits may be
        if (dotted || before < 0 || after < 0 || before + after >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return Optional.of(of6(groups, prefix));
    }

    private static IpNetwork of6(int[] groups, int prefix) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpNetwork(true, high, low, prefix);
    }

    /** How many groups {@code text} spells, put into {@code groups}; -1 if it spells something else. */
    private static int groups6(String text, int[] groups) {
        if (text.isEmpty()) {
            return 0;
        }
        int count = 0;
        int from = 0;
        while (from <= text.length()) {
            int colon = text.indexOf(':', from);
            int to = colon < 0 ? text.length() : colon;
            if (colon < 0 && text.indexOf('.', from) > 0) {
                long bits = bits4(text.substring(from));
                if (bits < 0 || count > GROUPS - 2) {
                    return -1;
                }
                groups[count] = (int) (bits >> 16);
                groups[count + 1] = (int) (bits & 0xffff);
                return count + 2;
            }
            if (count == GROUPS || to == from || to - from > 4) {
                return -1;
            }
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
                if (digit < 0) {
                    return -1;
                }
                groups[count] = groups[count] << 4 | digit;
            }
            count++;
            from = to + 1;
        }
        return count;
    }

    private String text6() {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >> 48 - 16 * i & 0xffff);
            groups[i + 4] = (int) (low >> 48 - 16 * i & 0xffff);
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                longest = end - i;
                start = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
