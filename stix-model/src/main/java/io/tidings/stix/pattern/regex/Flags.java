package io.tidings.stix.pattern.regex;

import io.tidings.stix.pattern.regex.Node.Literal;
import io.tidings.stix.pattern.regex.Node.OneOf;
import java.util.Optional;

/** The settings {@code i}, {@code m}, {@code s}, {@code x}, and whether the subject is bytes. */
record Flags(boolean ignoreCase, boolean multiline, boolean dotall, boolean extended, boolean bytes) {
    Flags with(char letter, boolean on) {
        return new Flags(
                letter == 'i' ? on : ignoreCase,
                letter == 'm' ? on : multiline,
                letter == 's' ? on : dotall,
                letter == 'x' ? on : extended,
                bytes);
    }

    Optional<Folding> folding() {
        return ignoreCase ? Optional.of(bytes ? Folding.ASCII : Folding.UNICODE) : Optional.empty();
    }

    Node literal(int codePoint) {
        return folding()
                .<Node>map(folding -> {
                    int folded = folding.fold(codePoint);
                    return new OneOf(new CodePoints(c -> folding.fold(c) == folded));
                })
                .orElseGet(() -> new Literal(codePoint));
    }

    Node set(CodePoints set) {
        return new OneOf(folding().map(set::folded).orElse(set));
    }
}
