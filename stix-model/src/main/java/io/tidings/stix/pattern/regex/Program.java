package io.tidings.stix.pattern.regex;

import io.tidings.stix.pattern.regex.Node.Again;
import io.tidings.stix.pattern.regex.Node.At;
import io.tidings.stix.pattern.regex.Node.Atomic;
import io.tidings.stix.pattern.regex.Node.Choice;
import io.tidings.stix.pattern.regex.Node.Group;
import io.tidings.stix.pattern.regex.Node.Literal;
import io.tidings.stix.pattern.regex.Node.Look;
import io.tidings.stix.pattern.regex.Node.OneOf;
import io.tidings.stix.pattern.regex.Node.Repeat;
import io.tidings.stix.pattern.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An expression as instructions for {@link Search}. Never changed once it is made. */
final class Program {
    /** The code point {@code first}. */
    static final int CHARACTER = 0;
    /** One of set {@code first}. */
    static final int SET = 1;
    /** Place {@code first}. */
    static final int AT = 2;
    /** Go on at {@code first}, or if that fails at {@code second}. */
    static final int SPLIT = 3;

    static final int JUMP = 4;
    /** Keep the position in register {@code first}. */
    static final int SAVE = 5;
    /** If the position is that in register {@code first}, nothing was taken since: go on at {@code second}. */
    static final int LEAVE_IF_STUCK = 6;
    /** The group {@code first} again; {@code second} is its folding. */
    static final int AGAIN = 7;
    /** {@code first} code points back. */
    static final int BACK = 8;
    /** What follows, up to {@code first}, is matched in one way only. */
    static final int ATOMIC = 9;
    /** What follows, up to {@code first}, is looked for; {@code second} is 1 if it must be absent. */
    static final int LOOK = 10;
    /** The end of all, or of what an {@link #ATOMIC} or {@link #LOOK} began. */
    static final int DONE = 11;

    private static final int LONGEST = 20_000;

    private final List<CodePoints> sets = new ArrayList<>();
    private final List<Node.Place> places = new ArrayList<>();
    private final List<Optional<Folding>> foldings = new ArrayList<>();
    private final boolean saving;
    private final boolean plain;
    private int[] code = new int[96];
    private int size;
    private int splits;
    private int registers;

    private Program(boolean saving, boolean plain, int registers) {
        this.saving = saving;
        this.plain = plain;
        this.registers = registers;
    }

    /** @throws RegexException if it is too large */
    static Program of(Node root, int groups) throws RegexException {
        boolean saving = has(root, Again.class);
        boolean plain = !saving && !has(root, Look.class) && !has(root, Atomic.class);
        Program program = new Program(saving, plain, 2 * (groups + 1));
        program.emit(root);
        program.add(DONE, 0, 0);
        program.code = Arrays.copyOf(program.code, 3 * program.size);
        return program;
    }

    /** Whether what follows from a place depends on nothing but the instruction and the place. */
    boolean isPlain() {
        return plain;
    }

    int operation(int at) {
        return code[3 * at];
    }

    int first(int at) {
        return code[3 * at + 1];
    }

    int second(int at) {
        return code[3 * at + 2];
    }

    Node.Place place(int index) {
        return places.get(index);
    }

    Optional<Folding> folding(int index) {
        return foldings.get(index);
    }

    CodePoints set(int index) {
        return sets.get(index);
    }

    int size() {
        return size;
    }

    int registers() {
        return registers;
    }

    /** The literal text with which every match begins; often empty. */
    String prefix() {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; operation(i) == CHARACTER; i++) {
            prefix.appendCodePoint(first(i));
        }
        return prefix.toString();
    }

    boolean isAnchored() {
        return operation(0) == AT && place(first(0)) == Node.Place.START;
    }

    private static boolean has(Node node, Class<? extends Node> kind) {
        return kind.isInstance(node) || children(node).stream().anyMatch(child -> has(child, kind));
    }

    private static List<Node> children(Node node) {
        if (node instanceof Sequence sequence) {
            return sequence.parts();
        }
        if (node instanceof Choice choice) {
            return choice.branches();
        }
        if (node instanceof Repeat repeat) {
            return List.of(repeat.body());
        }
        if (node instanceof Group group) {
            return List.of(group.body());
        }
        if (node instanceof Atomic atomic) {
            return List.of(atomic.body());
        }
        return node instanceof Look look ? List.of(look.body()) : List.of();
    }

    private void emit(Node node) throws RegexException {
        if (node instanceof Literal literal) {
            add(CHARACTER, literal.codePoint(), 0);
        } else if (node instanceof OneOf oneOf) {
            sets.add(oneOf.set());
            add(SET, sets.size() - 1, 0);
        } else if (node instanceof At at) {
            places.add(at.place());
            add(AT, places.size() - 1, 0);
        } else if (node instanceof Sequence sequence) {
            for (Node part : sequence.parts()) {
                emit(part);
            }
        } else if (node instanceof Choice choice) {
            choice(choice.branches(), false);
        } else if (node instanceof Repeat repeat) {
            repeat(repeat);
        } else if (node instanceof Group group) {
            group(group);
        } else if (node instanceof Again again) {
            foldings.add(again.folding());
            add(AGAIN, again.group(), foldings.size() - 1);
        } else if (node instanceof Atomic atomic) {
            int start = add(ATOMIC, 0, 0);
            emit(atomic.body());
            add(DONE, 0, 0);
            setFirst(start, size);
        } else if (node instanceof Look look) {
            look(look);
        }
    }

    private void look(Look look) throws RegexException {
        int start = add(LOOK, 0, look.negated() ? 1 : 0);
        List<Node> branches = look.body() instanceof Choice choice ? choice.branches() : List.of(look.body());
        choice(branches, look.behind());
        add(DONE, 0, 0);
        setFirst(start, size);
    }

    private void choice(List<Node> branches, boolean behind) throws RegexException {
        int[] ends = new int[branches.size()];
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            int split = last ? -1 : split();
            if (behind) {
                add(BACK, branches.get(i).width().orElse(0), 0);
            }
            emit(branches.get(i));
            if (!last) {
                ends[i] = add(JUMP, 0, 0);
                setFirst(split, split + 1);
                setSecond(split, size);
            }
        }
        for (int i = 0; i < ends.length - 1; i++) {
            setFirst(ends[i], size);
        }
    }

    private void group(Group group) throws RegexException {
        if (saving) {
            add(SAVE, 2 * group.index(), 0);
        }
        emit(group.body());
        if (saving) {
            add(SAVE, 2 * group.index() + 1, 0);
        }
    }

    private void repeat(Repeat repeat) throws RegexException {
        for (int i = 0; i < repeat.least(); i++) {
            emit(repeat.body());
        }
        if (repeat.most().isEmpty()) {
            loop(repeat);
            return;
        }
        int optional = repeat.most().getAsInt() - repeat.least();
        List<Integer> splits = new ArrayList<>();
        for (int i = 0; i < optional; i++) {
            splits.add(split());
            emit(repeat.body());
        }
        for (int split : splits) {
            choose(split, split + 1, size, repeat.lazy());
        }
    }

    private void loop(Repeat repeat) throws RegexException {
        int split = split();
        int register = plain ? -1 : registers++;
        if (!plain) {
            add(SAVE, register, 0);
        }
        emit(repeat.body());
        int stuck = plain ? -1 : add(LEAVE_IF_STUCK, register, 0);
        add(JUMP, split, 0);
        if (!plain) {
            setSecond(stuck, size);
        }
        choose(split, split + 1, size, repeat.lazy());
    }

    private void choose(int split, int body, int out, boolean lazy) {
        setFirst(split, lazy ? out : body);
        setSecond(split, lazy ? body : out);
    }

    private int split() throws RegexException {
        splits++;
        return add(SPLIT, 0, 0);
    }

    int splits() {
        return splits;
    }

    private int add(int operation, int first, int second) throws RegexException {
        if (size == LONGEST) {
            throw new RegexException("an expression whose repetitions make it this large is not supported", 0, true);
        }
        if (3 * size + 3 > code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        code[3 * size] = operation;
        code[3 * size + 1] = first;
        code[3 * size + 2] = second;
        return size++;
    }

    private void setFirst(int at, int value) {
        code[3 * at + 1] = value;
    }

    private void setSecond(int at, int value) {
        code[3 * at + 2] = value;
    }
}
