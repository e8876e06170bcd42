package io.tidings.stix.validate;

import io.tidings.stix.table.PropertyTable;
import java.util.ArrayList;
import java.util.List;

/** The properties of a part or predefined extension that its table does not have. */
record PartProperties(PropertyTable table) implements ClosingCheck {
    @Override
    public void check(Pass pass, Frame frame) {
        List<String> custom = new ArrayList<>(0);
        for (String name : frame.others()) {
            if (Custom.isCustom(name)) {
                custom.add(name);
                continue;
            }
            pass.path.enter(name);
            pass.form(
                    Rule.S_078,
                    "is no property of " + table.name(),
                    "check the spelling, or use a name that begins with x_");
            pass.path.leave();
        }
        Custom.note(pass, custom);
    }
}
