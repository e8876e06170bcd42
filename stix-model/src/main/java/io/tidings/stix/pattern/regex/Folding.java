package io.tidings.stix.pattern.regex;

/** How letters are compared where their case does not count. */
enum Folding {
    ASCII,
    UNICODE;

    int fold(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        return this == UNICODE ? Character.toLowerCase(Character.toUpperCase(codePoint)) : codePoint;
    }
}
