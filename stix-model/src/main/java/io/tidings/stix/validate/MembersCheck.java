package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.Property.Trait;
import io.tidings.stix.table.PropertyTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An object that a table describes: its members, what is missing, and the rules about several of them. */
final class MembersCheck implements ValueCheck {
    private final PropertyTable table;
    private final Map<String, Slot> slots;
    /** Those that an object must or should have. */
    private final List<Slot> expected;

    private final List<ClosingCheck> closing;

    /** @param slots no more than 64, so that a word can say which are there */
    MembersCheck(PropertyTable table, Map<String, Slot> slots, List<ClosingCheck> closing) {
        if (slots.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than 64 properties: " + table.name());
        }
        this.table = table;
        this.slots = slots;
        this.expected = slots.values().stream()
                .filter(slot -> slot.required() || slot.property().is(Trait.RECOMMENDED))
                .toList();
        this.closing = List.copyOf(closing);
    }

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            members(pass);
        } else {
            pass.wrongType(token, Rule.S_003, "an object in braces, a " + table.name());
        }
    }

    /** Checks the members of the object that has begun; what was seen of them. */
    Frame members(Pass pass) throws IOException {
        String outside = pass.enterSection(table.section());
        Frame frame = new Frame(slots);
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String name = pass.parser.currentName();
            JsonToken value = pass.parser.nextToken();
            pass.path.enter(name);
            Slot slot = slots.get(name);
            if (slot == null) {
                frame.other(name);
                FreeCheck.INSTANCE.check(pass, value, name);
            } else {
                member(pass, frame, slot, value);
            }
            pass.path.leave();
        }
        missing(pass, frame);
        for (ClosingCheck check : closing) {
            check.check(pass, frame);
        }
        pass.enterSection(outside);
        return frame;
    }

    private static void member(Pass pass, Frame frame, Slot slot, JsonToken value) throws IOException {
        if (!frame.enter(slot)) {
            pass.fatal(Rule.S_001, "comes twice in one object", "keep one");
        }
        if (!slot.kept()) {
            slot.check().check(pass, value);
        } else if (slot.check() instanceof ListCheck list) {
            frame.keep(slot.name(), list.checkAndKeep(pass, value));
        } else {
            if (value.isScalarValue()) {
                frame.keep(slot, pass.text());
            }
            slot.check().check(pass, value);
        }
    }

    private void missing(Pass pass, Frame frame) {
        for (Slot slot : expected) {
            if (frame.has(slot)) {
                continue;
            }
            if (slot.required()) {
                missing(pass, slot);
            } else {
                pass.warn(
                        recommending(table.name()),
                        "has no \"" + slot.name() + "\", which it should have",
                        "add it if it is known");
            }
        }
    }

    private static Rule recommending(String table) {
        return switch (table) {
            case "extension-definition" -> Rule.S_171;
            case "network-traffic" -> Rule.S_252;
            default -> Rule.S_257;
        };
    }

    private static void missing(Pass pass, Slot slot) {
        String problem = "has no \"" + slot.name() + "\", which is required";
        switch (slot.name()) {
            // The containers' objects have none (S-021), which their own check leaves out.
            case "type", "id" -> {
                if (pass.local().isEmpty()) {
                    pass.fatal(Rule.S_008, problem, "add it");
                } else if (slot.name().equals("type")) {
                    pass.error(Rule.S_008, problem, "add it");
                }
            }
            case "spec_version" -> pass.form(Rule.S_090, problem, "add \"spec_version\": \"2.1\"");
            default -> pass.error(Rule.S_008, problem, "add it");
        }
    }
}
