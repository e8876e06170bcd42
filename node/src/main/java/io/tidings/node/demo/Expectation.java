package io.tidings.node.demo;

import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.marking.TlpDefinitions;
import io.tidings.stix.object.StixObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody must hold after some editions, worked out from the feeds and the agreed ceiling alone, without asking any
 * node.
 */
final class Expectation {
    private final Tlp ceiling;
    private final Map<String, ByteSlice> versions = new LinkedHashMap<>();

    Expectation(Tlp ceiling) {
        this.ceiling = ceiling;
    }

    /** The definition of a level above all agreements of the demo, amber+strict, is given to nobody. */
    private static boolean isDefinedWithin(StixObject object) {
        return !object.type().equals("marking-definition")
                || TlpDefinitions.levelOf(object.bytes()).orElse(Tlp.CLEAR).isWithin(Tlp.AMBER_STRICT);
    }

    void published(Edition edition) {
        for (StixObject object : edition.objects()) {
            if (Edition.levelOf(object).isWithin(ceiling) && isDefinedWithin(object)) {
                // The first content of a version stays.
                versions.putIfAbsent(Edition.keyOf(object), object.bytes());
            }
        }
    }

    int count() {
        return versions.size();
    }

    /** Empty if exactly this is held, byte for byte; else the first difference in words. */
    String differenceTo(Map<String, ByteSlice> held) {
        for (Map.Entry<String, ByteSlice> expected : versions.entrySet()) {
            ByteSlice there = held.get(expected.getKey());
            if (there == null) {
                return "missing: " + expected.getKey();
            }
            if (!there.equals(expected.getValue())) {
                return "changed on the way: " + expected.getKey();
            }
        }
        return held.keySet().stream()
                .filter(key -> !versions.containsKey(key))
                .findFirst()
                .map(key -> "should not be there: " + key)
                .orElse("");
    }
}
