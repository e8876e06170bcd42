package io.tidings.node.sensitive;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Resident identity numbers (GB 11643-1999): a region, a day of birth, three digits and a check character. */
final class ResidentId {
    static final int LENGTH = 18;

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int FIRST_YEAR = 1880;
    private static final int LAST_YEAR = 2099;

    private ResidentId() {}

    /** Whether {@code text} is eighteen characters that together make such a number. */
    static boolean isValid(CharSequence text) {
        return text.length() == LENGTH && isRegion(text) && isDay(text) && checkCharacter(text) == upper(text);
    }

    /** The check character for the first seventeen digits. */
    static char checkCharacter(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * digit(text, i);
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    private static char upper(CharSequence text) {
        char last = text.charAt(LENGTH - 1);
        return last == 'x' ? 'X' : last;
    }

    // GB/T 2260: provinces by their first two digits; 9 begins those of foreign permanent residents.
    private static boolean isRegion(CharSequence text) {
        int province = digit(text, 0) * 10 + digit(text, 1);
        return province >= 11 && province <= 15
                || province >= 21 && province <= 23
                || province >= 31 && province <= 37
                || province >= 41 && province <= 46
                || province >= 50 && province <= 54
                || province >= 61 && province <= 65
                || province == 71
                || province >= 81 && province <= 83
                || province / 10 == 9;
    }

    private static boolean isDay(CharSequence text) {
        int year = number(text, 6, 4);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return false;
        }
        try {
            LocalDate.of(year, number(text, 10, 2), number(text, 12, 2));
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static int number(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + digit(text, i);
        }
        return value;
    }

    private static int digit(CharSequence text, int at) {
        return text.charAt(at) - '0';
    }
}
