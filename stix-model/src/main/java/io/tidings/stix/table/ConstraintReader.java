package io.tidings.stix.table;

import io.tidings.stix.table.Condition.Test;
import io.tidings.stix.table.Constraint.AtLeastOne;
import io.tidings.stix.table.Constraint.ContainsClass;
import io.tidings.stix.table.Constraint.ExactlyOne;
import io.tidings.stix.table.Constraint.Implication;
import io.tidings.stix.table.Constraint.NotItself;
import io.tidings.stix.table.Constraint.Order;
import io.tidings.stix.table.Constraint.OwnProperty;
import io.tidings.stix.table.Constraint.Stated;
import java.util.ArrayList;
import java.util.List;

/** Reads a constraint's line in the resource: {@code S-056 must order last_seen >= first_seen}. */
final class ConstraintReader {
    private ConstraintReader() {}

    static Stated read(List<String> words) {
        List<String> rest = words.subList(3, words.size());
        Constraint constraint = switch (words.get(2)) {
            case "order" -> new Order(rest.get(2), rest.get(0), rest.get(1).equals(">"));
            case "at-least-one" ->
                new AtLeastOne(
                        rest.stream().map(group -> List.of(group.split("\\+"))).toList());
            case "exactly-one" -> new ExactlyOne(rest);
            case "if" -> implication(rest);
            case "own-property" -> ownProperty(rest);
            case "contains" ->
                new ContainsClass(rest.get(0), ObjectClass.valueOf(rest.get(1).substring(1)));
            case "not-itself" -> new NotItself(rest);
            default -> throw new IllegalArgumentException("no constraint: " + words);
        };
        return new Stated(words.get(0), words.get(1).equals("must"), constraint);
    }

    private static Implication implication(List<String> words) {
        List<Condition> then = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            then.add(condition(word));
        }
        return new Implication(condition(words.get(0)), then);
    }

    private static Condition condition(String word) {
        if (word.startsWith("!")) {
            return new Condition(word.substring(1), Test.ABSENT, "");
        }
        int equals = word.indexOf('=');
        if (equals > 0) {
            boolean value = word.endsWith("=true");
            return new Condition(word.substring(0, equals), value ? Test.TRUE : Test.FALSE, "");
        }
        int lists = word.indexOf('~');
        return lists > 0
                ? new Condition(word.substring(0, lists), Test.LISTS, word.substring(lists + 1))
                : new Condition(word, Test.PRESENT, "");
    }

    private static OwnProperty ownProperty(List<String> words) {
        List<String> besides = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("besides=")) {
                besides.add(word.substring("besides=".length()));
            }
        }
        return new OwnProperty(besides, words.contains("or-extension"));
    }
}
