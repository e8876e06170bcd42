package io.tidings.node.sensitive;

import java.util.Optional;

/**
 * Reads a number as people write it, in groups with single separators, and says whether a resident identity number, a
 * bank card or a telephone number begins where it begins. Groups must stand as each kind is written, so that dates and
 * counts beside each other do not make a number together.
 */
final class NumberScan {
    private static final int MOST_GROUPS = 6;
    private static final int MOST_DIGITS = 24;

    private final String text;
    private final int[] lengths = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private final StringBuilder digits = new StringBuilder(MOST_DIGITS);
    private int groups;

    NumberScan(String text) {
        this.text = text;
    }

    /** What was found, and where it ends in the text. */
    record Hit(SensitiveKind kind, int end) {}

    /** What begins at {@code start}, where a digit is and none before it. */
    Optional<Hit> at(int start) {
        read(start);
        return residentId().or(this::bankCard).or(this::mobile);
    }

    /** The international number behind the plus sign at {@code plus}. */
    Optional<Hit> international(int plus) {
        digits.setLength(0);
        int end = plus + 1;
        int separators = 0;
        for (int i = plus + 1; i < text.length() && digits.length() <= MOST_DIGITS && separators < 3; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                end = i + 1;
                separators = 0;
            } else if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')') {
                separators++;
            } else {
                break;
            }
        }
        return PhoneNumber.isInternational(digits) && isEnd(end)
                ? Optional.of(new Hit(SensitiveKind.PHONE, end))
                : Optional.empty();
    }

    private void read(int start) {
        groups = 0;
        digits.setLength(0);
        int i = start;
        while (groups < MOST_GROUPS && i < text.length() && isDigit(text.charAt(i))) {
            int from = i;
            while (i < text.length() && isDigit(text.charAt(i))) {
                if (digits.length() < MOST_DIGITS) {
                    digits.append(text.charAt(i));
                }
                i++;
            }
            lengths[groups] = i - from;
            ends[groups] = i;
            groups++;
            boolean joined = i + 1 < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '-');
            i = joined ? i + 1 : text.length();
        }
    }

    private Optional<Hit> residentId() {
        for (int count : new int[] {1, 3}) {
            boolean written = count == 1 || isGrouped(3, 6, 8);
            if (!written || groups < count) {
                continue;
            }
            int length = sum(count);
            int end = ends[count - 1];
            if (length == ResidentId.LENGTH - 1 && end < text.length() && (text.charAt(end) | 0x20) == 'x') {
                String number = digits.substring(0, length) + 'X';
                if (ResidentId.isValid(number) && isEnd(end + 1)) {
                    return Optional.of(new Hit(SensitiveKind.RESIDENT_ID, end + 1));
                }
            } else if (length == ResidentId.LENGTH && ResidentId.isValid(digits.substring(0, length)) && isEnd(end)) {
                return Optional.of(new Hit(SensitiveKind.RESIDENT_ID, end));
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> bankCard() {
        return card(1).or(() -> isGrouped(3, 4, 6) ? card(3) : Optional.empty())
                .or(() -> isGrouped(5, 4, 4, 4, 4) ? card(5) : Optional.empty())
                .or(() -> isGrouped(4, 4, 4, 4) ? card(4) : Optional.empty())
                .or(() -> isGrouped(2, 6) ? card(2) : Optional.empty());
    }

    private Optional<Hit> card(int count) {
        if (groups < count) {
            return Optional.empty();
        }
        int length = sum(count);
        return length <= MOST_DIGITS && BankCard.isValid(digits.substring(0, length)) && isEnd(ends[count - 1])
                ? Optional.of(new Hit(SensitiveKind.BANK_CARD, ends[count - 1]))
                : Optional.empty();
    }

    private Optional<Hit> mobile() {
        return mobile(1)
                .or(() -> isGrouped(3, 3, 4) ? mobile(3) : Optional.empty())
                .or(() -> isCountry() && groups >= 2 && lengths[1] == PhoneNumber.MOBILE_LENGTH
                        ? mobile(2)
                        : Optional.empty())
                .or(() -> isCountry() && groups >= 4 && lengths[1] == 3 && lengths[2] == 4
                        ? mobile(4)
                        : Optional.empty());
    }

    private boolean isCountry() {
        return lengths[0] == 2 || lengths[0] == 4;
    }

    private Optional<Hit> mobile(int count) {
        if (groups < count) {
            return Optional.empty();
        }
        int length = sum(count);
        return length >= PhoneNumber.MOBILE_LENGTH
                        && length <= PhoneNumber.MOBILE_LENGTH + 4
                        && PhoneNumber.isMobile(digits.substring(0, length))
                        && isEnd(ends[count - 1])
                ? Optional.of(new Hit(SensitiveKind.PHONE, ends[count - 1]))
                : Optional.empty();
    }

    /** Whether there are {@code count} groups and the first ones have these lengths. */
    private boolean isGrouped(int count, int... first) {
        if (groups < count) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if (lengths[i] != first[i]) {
                return false;
            }
        }
        return true;
    }

    private int sum(int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lengths[i];
        }
        return sum;
    }

    /** Whether a number may end here: no letter or digit follows, nor a decimal point with digits. */
    private boolean isEnd(int end) {
        if (end >= text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean decimal = next == '.' && end + 1 < text.length() && isDigit(text.charAt(end + 1));
        return !isWord(next) && !decimal;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII only: a Chinese character beside a number does not belong to it. */
    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_';
    }
}
