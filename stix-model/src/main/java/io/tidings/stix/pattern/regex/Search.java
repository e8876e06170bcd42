package io.tidings.stix.pattern.regex;

import java.util.Arrays;
import java.util.Optional;

/** One search of one subject; used once, by one thread. */
final class Search {
    private static final int FAILED = -1;
    private static final int MOST_STACK = 1 << 22;
    /** Of a memory beyond it, 4 MiB, setting it up would cost more than most searches. */
    private static final long MOST_MEMORY_BITS = 1L << 25;

    private final Program program;
    private final String subject;
    private final int[] registers;
    /**
     * Which instructions were tried at which place and led nowhere: with it a search takes time in proportion to
     * the subject. Empty where the outcome depends on more than the place.
     */
    private final long[] tried;

    private int[] stack = new int[64];
    private int top;
    private final Steps budget;
    private long steps;
    private boolean gaveUp;

    Search(Program program, String subject, Steps budget) {
        this.program = program;
        this.subject = subject;
        this.budget = budget;
        this.steps = budget.left();
        this.registers = new int[program.registers()];
        Arrays.fill(registers, -1);
        long bits = (long) program.size() * (subject.length() + 1);
        boolean remembers = program.isPlain() && program.splits() > 0 && bits <= MOST_MEMORY_BITS;
        this.tried = new long[remembers ? (int) ((bits >> 6) + 1) : 0];
        steps -= tried.length / Long.BYTES;
    }

    Found run(String prefix, boolean anchored) {
        Found found = search(prefix, anchored);
        budget.spend(budget.left() - steps);
        return found;
    }

    private Found search(String prefix, boolean anchored) {
        int start = 0;
        while (true) {
            if (!prefix.isEmpty()) {
                int next = subject.indexOf(prefix, start);
                steps -= ((next < 0 ? subject.length() : next) - start) / Long.BYTES;
                if (next < 0) {
                    return Found.NO;
                }
                start = next;
            }
            top = 0;
            if (run(0, start) != FAILED) {
                return Found.YES;
            }
            if (gaveUp || steps < 0) {
                return Found.GAVE_UP;
            }
            if (anchored || start >= subject.length()) {
                return Found.NO;
            }
            start += Character.charCount(subject.codePointAt(start));
        }
    }

    /** Where a match that begins at {@code at} with instruction {@code start} ends. */
    private int run(int start, int at) {
        int base = top;
        int pc = start;
        int position = at;
        while (true) {
            if (--steps < 0) {
                gaveUp = true;
                return FAILED;
            }
            int first = program.first(pc);
            boolean ok = true;
            switch (program.operation(pc)) {
                case Program.CHARACTER -> {
                    ok = position < subject.length() && subject.codePointAt(position) == first;
                    position += ok ? Character.charCount(first) : 0;
                    pc++;
                }
                case Program.SET -> {
                    int c = position < subject.length() ? subject.codePointAt(position) : -1;
                    ok = c >= 0 && program.set(first).contains(c);
                    position += ok ? Character.charCount(c) : 0;
                    pc++;
                }
                case Program.AT -> {
                    ok = isAt(program.place(first), position);
                    pc++;
                }
                case Program.SPLIT -> {
                    ok = isNew(pc, position) && push(program.second(pc), position);
                    pc = first;
                }
                case Program.JUMP -> pc = first;
                case Program.SAVE -> {
                    ok = push(-1 - first, registers[first]);
                    registers[first] = position;
                    pc++;
                }
                case Program.LEAVE_IF_STUCK -> pc = registers[first] == position ? program.second(pc) : pc + 1;
                case Program.AGAIN -> {
                    position = again(first, program.folding(program.second(pc)), position);
                    ok = position != FAILED;
                    pc++;
                }
                case Program.BACK -> {
                    position = back(position, first);
                    ok = position != FAILED;
                    pc++;
                }
                case Program.ATOMIC -> {
                    int before = top;
                    position = run(pc + 1, position);
                    ok = position != FAILED;
                    keepRegisters(before, ok);
                    pc = first;
                }
                case Program.LOOK -> {
                    ok = look(pc, position);
                    pc = first;
                }
                default -> {
                    return position;
                }
            }
            if (gaveUp) {
                return FAILED;
            }
            if (!ok) {
                if (!unwind(base)) {
                    return FAILED;
                }
                pc = stack[top];
                position = stack[top + 1];
            }
        }
    }

    private boolean look(int pc, int position) {
        int before = top;
        boolean found = run(pc + 1, position) != FAILED;
        boolean absent = program.second(pc) == 1;
        if (found && absent) {
            boolean more = true;
            while (more) {
                more = unwind(before); // gives the registers back what they held
            }
        } else {
            keepRegisters(before, found);
        }
        return found != absent;
    }

    /** Forgets the other ways since {@code before}, but not what the registers held. */
    private void keepRegisters(int before, boolean found) {
        if (!found) {
            return;
        }
        int kept = before;
        for (int i = before; i < top; i += 2) {
            if (stack[i] < 0) {
                stack[kept] = stack[i];
                stack[kept + 1] = stack[i + 1];
                kept += 2;
            }
        }
        top = kept;
    }

    /** Takes back until there is another way, which then lies above the top; false if there is none. */
    private boolean unwind(int base) {
        while (top > base) {
            top -= 2;
            if (stack[top] >= 0) {
                return true;
            }
            registers[-1 - stack[top]] = stack[top + 1];
        }
        return false;
    }

    private boolean push(int first, int second) {
        if (top == MOST_STACK) {
            gaveUp = true;
            return false;
        }
        if (top + 2 > stack.length) {
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[top] = first;
        stack[top + 1] = second;
        top += 2;
        return true;
    }

    private boolean isNew(int pc, int position) {
        if (tried.length == 0) {
            return true;
        }
        long bit = (long) pc * (subject.length() + 1) + position;
        long mask = 1L << bit;
        boolean isNew = (tried[(int) (bit >> 6)] & mask) == 0;
        tried[(int) (bit >> 6)] |= mask;
        return isNew;
    }

    private int back(int position, int count) {
        int at = position;
        for (int i = 0; i < count; i++) {
            if (at == 0) {
                return FAILED;
            }
            at -= Character.charCount(subject.codePointBefore(at));
        }
        steps -= count;
        return at;
    }

    private int again(int group, Optional<Folding> folding, int position) {
        int from = registers[2 * group];
        int to = registers[2 * group + 1];
        if (from < 0 || to < from) {
            return FAILED; // as in PCRE, a group that took part in nothing is not the empty text
        }
        int length = to - from;
        steps -= length / Long.BYTES;
        if (length > subject.length() - position) {
            return FAILED;
        }
        if (folding.isEmpty()) {
            return subject.regionMatches(from, subject, position, length) ? position + length : FAILED;
        }
        for (int i = 0; i < length; i++) {
            int one = folding.get().fold(subject.charAt(from + i));
            if (one != folding.get().fold(subject.charAt(position + i))) {
                return FAILED;
            }
        }
        return position + length;
    }

    private boolean isAt(Node.Place place, int position) {
        int length = subject.length();
        return switch (place) {
            case START -> position == 0;
            case LINE_START -> position == 0 || subject.charAt(position - 1) == '\n' && position < length;
            case END -> position == length;
            case LINE_END -> position == length || subject.charAt(position) == '\n';
            case END_OR_LAST_NEWLINE ->
                position == length || position == length - 1 && subject.charAt(position) == '\n';
            case WORD_EDGE -> isWordAt(position - 1) != isWordAt(position);
            case NO_WORD_EDGE -> isWordAt(position - 1) == isWordAt(position);
        };
    }

    private boolean isWordAt(int index) {
        return index >= 0 && index < subject.length() && CodePoints.isWord(subject.charAt(index));
    }
}
