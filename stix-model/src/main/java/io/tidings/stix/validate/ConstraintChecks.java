package io.tidings.stix.validate;

import io.tidings.stix.table.Condition;
import io.tidings.stix.table.Condition.Test;
import io.tidings.stix.table.Constraint;
import io.tidings.stix.table.Constraint.AtLeastOne;
import io.tidings.stix.table.Constraint.ContainsClass;
import io.tidings.stix.table.Constraint.ExactlyOne;
import io.tidings.stix.table.Constraint.Implication;
import io.tidings.stix.table.Constraint.NotItself;
import io.tidings.stix.table.Constraint.Order;
import io.tidings.stix.table.Constraint.OwnProperty;
import io.tidings.stix.table.Constraint.Stated;
import io.tidings.stix.table.ObjectClass;
import io.tidings.stix.table.ObjectTables;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constraints of the tables as checks. */
final class ConstraintChecks {
    private ConstraintChecks() {}

    static ClosingCheck of(Stated stated, ObjectTables tables) {
        Rule rule = Rule.of(stated.rule());
        Constraint constraint = stated.constraint();
        if (constraint instanceof Order order) {
            return (pass, frame) -> order(pass, frame, rule, order);
        }
        if (constraint instanceof AtLeastOne atLeastOne) {
            return (pass, frame) -> atLeastOne(pass, frame, rule, atLeastOne);
        }
        if (constraint instanceof ExactlyOne exactlyOne) {
            return (pass, frame) -> exactlyOne(pass, frame, rule, exactlyOne);
        }
        if (constraint instanceof Implication implication) {
            return (pass, frame) -> implication(pass, frame, rule, implication, stated.mandatory());
        }
        if (constraint instanceof OwnProperty own) {
            return (pass, frame) -> ownProperty(pass, frame, rule, own);
        }
        if (constraint instanceof ContainsClass contains) {
            return (pass, frame) -> containsClass(pass, frame, rule, contains, tables);
        }
        NotItself notItself = (NotItself) constraint;
        return (pass, frame) -> notItself(pass, frame, rule, notItself);
    }

    /** The properties whose values the constraint needs. */
    static List<String> needs(Constraint constraint) {
        if (constraint instanceof Order order) {
            return List.of(order.earlier(), order.later());
        }
        if (constraint instanceof Implication implication) {
            return Stream.concat(Stream.of(implication.when()), implication.then().stream())
                    .filter(condition -> condition.test() != Test.PRESENT && condition.test() != Test.ABSENT)
                    .map(Condition::property)
                    .toList();
        }
        return constraint instanceof ContainsClass contains
                ? List.of(contains.property())
                : constraint instanceof NotItself ? List.of("id", "object_marking_refs") : List.of();
    }

    private static void order(Pass pass, Frame frame, Rule rule, Order order) {
        Optional<String> earlier = frame.text(order.earlier());
        Optional<String> later = frame.text(order.later());
        if (earlier.isEmpty() || later.isEmpty()) {
            return;
        }
        Optional<Integer> comparison = compare(earlier.get(), later.get());
        if (comparison.isEmpty() || comparison.get() < 0 || comparison.get() == 0 && !order.strictly()) {
            return;
        }
        pass.path.enter(order.later());
        String problem = Pass.quote(later.get()) + " is not " + (order.strictly() ? "after" : "at or after") + " \""
                + order.earlier() + "\", " + Pass.quote(earlier.get());
        if (rule == Rule.S_033 && sameMillisecond(earlier.get(), later.get())) {
            pass.form(rule, problem, "cut both times at the same digit");
        } else {
            pass.error(rule, problem, "give the times in their order");
        }
        pass.path.leave();
    }

    /** Whether they differ only by the digits that were cut off one of them; no reader stumbles over that. */
    private static boolean sameMillisecond(String earlier, String later) {
        int digits = "YYYY-MM-DDTHH:mm:ss.SSS".length();
        return earlier.length() > digits && later.length() > digits && earlier.startsWith(later.substring(0, digits));
    }

    /** Empty where one of them is no timestamp, which has its own finding. */
    private static Optional<Integer> compare(String earlier, String later) {
        return StixTimestamp.parse(earlier)
                .flatMap(from -> StixTimestamp.parse(later).map(from::compareTo));
    }

    private static void atLeastOne(Pass pass, Frame frame, Rule rule, AtLeastOne constraint) {
        for (List<String> group : constraint.alternatives()) {
            if (group.stream().allMatch(frame::has)) {
                return;
            }
        }
        String groups = constraint.alternatives().stream()
                .map(group -> String.join(" and ", group))
                .collect(Collectors.joining(", "));
        pass.error(rule, "has none of " + groups, "give at least one");
    }

    private static void exactlyOne(Pass pass, Frame frame, Rule rule, ExactlyOne constraint) {
        long count = constraint.properties().stream().filter(frame::has).count();
        if (count != 1) {
            pass.error(
                    rule,
                    (count == 0 ? "has none of " : "has more than one of ")
                            + String.join(", ", constraint.properties()),
                    "give exactly one");
        }
    }

    private static void implication(Pass pass, Frame frame, Rule rule, Implication implication, boolean mandatory) {
        if (!holds(frame, implication.when())) {
            return;
        }
        for (Condition then : implication.then()) {
            if (holds(frame, then)) {
                continue;
            }
            String problem = because(implication.when(), then);
            if (!mandatory) {
                pass.warn(rule, problem, "see that " + then);
            } else if (then.test() == Test.FALSE && !frame.has(then.property())) {
                // The text does not say what absence means here (network-traffic, end without is_active).
                pass.note(rule, problem, "add \"" + then.property() + "\": false");
            } else if (then.test() == Test.ABSENT) {
                pass.path.enter(then.property());
                pass.error(rule, problem, "leave it out");
                pass.path.leave();
            } else {
                pass.error(rule, problem, "see that " + then);
            }
        }
    }

    private static String because(Condition when, Condition then) {
        return switch (then.test()) {
            case PRESENT -> "has no \"" + then.property() + "\" though " + when;
            case ABSENT -> "must not be there while " + when;
            case LISTS -> "\"" + then.property() + "\" does not list \"" + then.value() + "\" though " + when;
            default -> "does not have that " + then + " though " + when;
        };
    }

    private static boolean holds(Frame frame, Condition condition) {
        return switch (condition.test()) {
            case PRESENT -> frame.has(condition.property());
            case ABSENT -> !frame.has(condition.property());
            case TRUE -> frame.is(condition.property(), "true");
            case FALSE -> frame.is(condition.property(), "false");
            case LISTS -> frame.list(condition.property()).contains(condition.value());
        };
    }

    private static void ownProperty(Pass pass, Frame frame, Rule rule, OwnProperty own) {
        boolean extended = own.orExtension() && frame.has("extensions");
        if (!extended && !frame.hasOwn(own.besides())) {
            pass.error(
                    rule,
                    own.besides().isEmpty()
                            ? "has no property of its own"
                            : "has no property besides " + String.join(", ", own.besides()),
                    "give at least one, or leave the object out");
        }
    }

    private static void containsClass(Pass pass, Frame frame, Rule rule, ContainsClass contains, ObjectTables tables) {
        List<String> references = frame.list(contains.property());
        boolean found = references.isEmpty();
        for (String reference : references) {
            int end = reference.indexOf("--");
            Optional<ObjectClass> target = end < 0 ? Optional.empty() : tables.classOf(reference.substring(0, end));
            // A type that STIX does not define may be of the class (S-120).
            found |= target.isEmpty() || target.get() == contains.objectClass();
        }
        if (!found && references.size() < Pass.MOST_KEPT) {
            pass.path.enter(contains.property());
            pass.error(rule, "refers to no " + contains.objectClass(), "refer to at least one");
            pass.path.leave();
        }
    }

    private static void notItself(Pass pass, Frame frame, Rule rule, NotItself notItself) {
        Optional<String> id = frame.text("id");
        for (String property : notItself.properties()) {
            if (id.isPresent() && frame.list(property).contains(id.get())) {
                pass.path.enter(property);
                pass.form(rule, "refers to the object itself", "mark it with another marking, or not at all");
                pass.path.leave();
            }
        }
    }
}
