package io.tidings.node.doctor;

import java.util.List;

/** Java and its memory, as this command runs with them; the node is started the same way. */
final class MachineCheck {
    private static final long ENOUGH_HEAP = 256L << 20;

    private MachineCheck() {}

    static List<Finding> findings() {
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.maxMemory();
        String found = "Java " + Runtime.version() + ", " + runtime.availableProcessors() + " processors, at most "
                + Sizes.text(heap) + " of heap";
        return List.of(
                heap >= ENOUGH_HEAP
                        ? Finding.ok("java", found)
                        : Finding.warning(
                                "java", found, "give it -Xmx512m: a large upload or page may not fit otherwise"));
    }
}
