package io.tidings.stix.pattern.syntax;

/** The kinds of token in a pattern. */
enum Token {
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    COLON,
    DOT,
    COMMA,
    STAR,
    EQUAL,
    NOT_EQUAL,
    LESS,
    GREATER,
    LESS_OR_EQUAL,
    GREATER_OR_EQUAL,
    /** A keyword, a property's name or the beginning of a type's. */
    WORD,
    INTEGER,
    FLOAT,
    STRING,
    HEX,
    BINARY,
    TIMESTAMP,
    /** A character that begins no token. */
    UNKNOWN,
    END
}
