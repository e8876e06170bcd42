package io.tidings.node.agreement;

/** The unified social credit code (GB 32100-2015): seventeen characters and a check character. */
final class Uscc {
    // The standard's character set; a character's place is its value. I, O, S, V and Z are left out.
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;

    private Uscc() {}

    /** Whether {@code code} has the form and its last character is the check character of the others. */
    static boolean isValid(String code) {
        if (code.length() != LENGTH) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            int value = CHARACTERS.indexOf(code.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.charAt((31 - sum % 31) % 31) == code.charAt(LENGTH - 1);
    }
}
