package io.tidings.stix.validate;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.content.ContentBounds;
import io.tidings.stix.content.Element;
import io.tidings.stix.content.ObjectReader;
import io.tidings.stix.object.StixObject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints how many indicators a core checks in a second, by processor time; run by hand. */
final class ValidationSpeed {
    private static final int OBJECTS = 20_000;
    private static final int ROUNDS = 12;

    private ValidationSpeed() {}

    public static void main(String[] args) throws Exception {
        String indicator = RuleCase.goodObjects().get("indicator").toJson();
        List<StixObject> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            String text = indicator.replace("198.51.100.1", "198.51." + i / 250 % 250 + "." + i % 250);
            Element element = ObjectReader.read(ByteSlice.ofText(text), ContentBounds.standard());
            objects.add(((Element.Sound) element).object());
        }
        Validator validator = Validator.standard();
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int findings = 0;
            for (StixObject object : objects) {
                findings += validator.validate(object).all().size();
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            System.out.printf(
                    Locale.ROOT,
                    "%,d indicators of %d bytes/s of processor time, %d findings%n",
                    (long) OBJECTS * 1_000_000_000L / nanos,
                    indicator.length(),
                    findings);
        }
    }
}
