package io.tidings.stix.convert.list;

import java.util.Optional;

/** Labels of internationalised domain names as ASCII (RFC 3492). */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_CODE = 0x80;
    /** Longer labels than any domain name has are not worked on: the algorithm takes time by the square. */
    private static final int LONGEST = 63;

    private Punycode() {}

    /** Without the {@code xn--}; empty if {@code label} is too long. */
    static Optional<String> encode(String label) {
        int[] points = label.codePoints().toArray();
        if (points.length > LONGEST) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (int point : points) {
            if (point < FIRST_CODE) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int code = FIRST_CODE;
        int delta = 0;
        int bias = FIRST_BIAS;
        int done = basic;
        while (done < points.length) {
            int next = Integer.MAX_VALUE;
            for (int point : points) {
                next = point >= code && point < next ? point : next;
            }
            // At most 0x10ffff times 64: no overflow.
            delta += (next - code) * (done + 1);
            code = next;
            for (int point : points) {
                if (point < code) {
                    delta++;
                } else if (point == code) {
                    number(delta, bias, out);
                    bias = adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            code++;
        }
        return Optional.of(out.toString());
    }

    /** What {@code ascii}, without its {@code xn--}, stands for; empty if it is no Punycode. */
    static Optional<String> decode(String ascii) {
        if (ascii.isEmpty() || ascii.length() > LONGEST) {
            return Optional.empty();
        }
        int basic = Math.max(ascii.lastIndexOf('-'), 0);
        StringBuilder out = new StringBuilder(ascii.substring(0, basic));
        int code = FIRST_CODE;
        long at = 0;
        int bias = FIRST_BIAS;
        int i = basic > 0 ? basic + 1 : 0;
        while (i < ascii.length()) {
            long before = at;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = i < ascii.length() ? digit(ascii.charAt(i++)) : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                at += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (at > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
            }
            int length = out.codePointCount(0, out.length()) + 1;
            bias = adapt((int) Math.min(at - before, Integer.MAX_VALUE), length, before == 0);
            long point = code + at / length;
            if (point > Character.MAX_CODE_POINT || point >= 0xd800 && point <= 0xdfff) {
                return Optional.empty();
            }
            code = (int) point;
            at %= length;
            out.insert(out.offsetByCodePoints(0, (int) at), Character.toChars(code));
            at++;
        }
        return Optional.of(out.toString());
    }

    private static void number(int value, int bias, StringBuilder out) {
        int rest = value;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                out.append(letter(rest));
                return;
            }
            out.append(letter(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    private static char letter(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }

    private static int threshold(int k, int bias) {
        return Math.max(T_MIN, Math.min(T_MAX, k - bias));
    }

    private static int adapt(int delta, int points, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / points;
        int k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }
}
