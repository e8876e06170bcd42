package io.tidings.node.mesh;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One object version that a member of the mesh wrote.
 *
 * @param version its {@code modified}, empty for an object that has none
 * @param changed when it was changed; absent for an object without versions
 * @param creator absent for one that nobody created
 * @param level the strictest that it is marked with; absent if with none
 * @param json the bytes that everyone must hold
 */
public record Item(
        String type,
        String id,
        String version,
        Optional<Instant> changed,
        Optional<String> creator,
        Optional<Level> level,
        Set<String> labels,
        String json) {
    /** What distinguishes object versions. */
    public String key() {
        return id + " " + version;
    }
}
