package io.tidings.node.agreement;

import io.tidings.stix.marking.Tlp;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One permission on one collection, named as in {@code collection add NAME}. */
public sealed interface Grant {
    String collection();

    /**
     * @param maxTlp the strictest level given out; unmarked objects count as the node's default level
     * @param types object types given out; absent means all
     * @param labels an object needs one of these; absent means any or none
     * @param since only objects whose version is younger than this; absent means all
     * @param objectsPerDay given out in any 24 hours; absent means no limit
     * @param markings what holds for markings other than TLP; absent means as is usual for whom it is granted to
     * @param directed whether a program of this organisation sees what is directed to peers; of no effect for peers
     */
    record Read(
            String collection,
            Tlp maxTlp,
            Optional<Set<String>> types,
            Optional<Set<String>> labels,
            Optional<Duration> since,
            Optional<Long> objectsPerDay,
            Optional<MarkingRule> markings,
            boolean directed)
            implements Grant {
        /** One without what is directed to peers. */
        public Read(
                String collection,
                Tlp maxTlp,
                Optional<Set<String>> types,
                Optional<Set<String>> labels,
                Optional<Duration> since,
                Optional<Long> objectsPerDay,
                Optional<MarkingRule> markings) {
            this(collection, maxTlp, types, labels, since, objectsPerDay, markings, false);
        }

        /** One that says nothing of markings other than TLP. */
        public Read(
                String collection,
                Tlp maxTlp,
                Optional<Set<String>> types,
                Optional<Set<String>> labels,
                Optional<Duration> since,
                Optional<Long> objectsPerDay) {
            this(collection, maxTlp, types, labels, since, objectsPerDay, Optional.empty());
        }
    }

    /**
     * @param maxTlp the strictest level taken in
     * @param types object types taken in; absent means all
     * @param objectsPerDay taken in in any 24 hours; absent means no limit
     * @param acceptance of faulty objects
     */
    record Write(
            String collection,
            Tlp maxTlp,
            Optional<Set<String>> types,
            Optional<Long> objectsPerDay,
            Acceptance acceptance)
            implements Grant {
        /** One whose faulty objects are refused. */
        public Write(String collection, Tlp maxTlp, Optional<Set<String>> types, Optional<Long> objectsPerDay) {
            this(collection, maxTlp, types, objectsPerDay, Acceptance.refusing());
        }
    }

    /** Only where reading and writing are granted too (TAXII 2.1 §5.7). */
    record Delete(String collection) implements Grant {}
}
