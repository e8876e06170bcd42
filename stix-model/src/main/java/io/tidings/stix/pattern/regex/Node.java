package io.tidings.stix.pattern.regex;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A parsed expression. */
sealed interface Node {
    /** How many code points it takes, if always the same number. */
    OptionalInt width();

    /** What takes no character but asks where it is. */
    enum Place {
        START,
        LINE_START,
        END,
        LINE_END,
        END_OR_LAST_NEWLINE,
        WORD_EDGE,
        NO_WORD_EDGE
    }

    record Literal(int codePoint) implements Node {
        @Override
        public OptionalInt width() {
            return OptionalInt.of(1);
        }
    }

    record OneOf(CodePoints set) implements Node {
        @Override
        public OptionalInt width() {
            return OptionalInt.of(1);
        }
    }

    record At(Place place) implements Node {
        @Override
        public OptionalInt width() {
            return OptionalInt.of(0);
        }
    }

    record Sequence(List<Node> parts) implements Node {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public OptionalInt width() {
            int sum = 0;
            for (Node part : parts) {
                OptionalInt width = part.width();
                if (width.isEmpty()) {
                    return width;
                }
                sum += width.getAsInt();
            }
            return OptionalInt.of(sum);
        }
    }

    record Choice(List<Node> branches) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public OptionalInt width() {
            OptionalInt first = branches.get(0).width();
            boolean same = branches.stream().allMatch(branch -> branch.width().equals(first));
            return same ? first : OptionalInt.empty();
        }
    }

    /** @param most empty for any number */
    record Repeat(Node body, int least, OptionalInt most, boolean lazy) implements Node {
        @Override
        public OptionalInt width() {
            OptionalInt width = body.width();
            boolean fixed = most.isPresent() && most.getAsInt() == least && width.isPresent();
            return fixed ? OptionalInt.of(least * width.getAsInt()) : OptionalInt.empty();
        }
    }

    /** @param index from 1 */
    record Group(Node body, int index) implements Node {
        @Override
        public OptionalInt width() {
            return body.width();
        }
    }

    /** Once matched, it is not tried in another way. */
    record Atomic(Node body) implements Node {
        @Override
        public OptionalInt width() {
            return body.width();
        }
    }

    record Look(Node body, boolean behind, boolean negated) implements Node {
        @Override
        public OptionalInt width() {
            return OptionalInt.of(0);
        }
    }

    /**
     * What a group matched, again.
     *
     * @param folding how letters are compared, if not as they are
     */
    record Again(int group, Optional<Folding> folding) implements Node {
        @Override
        public OptionalInt width() {
            return OptionalInt.empty();
        }
    }
}
