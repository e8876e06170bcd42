package io.tidings.node.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of an operator's calls about objects that break the rules of STIX or hold sensitive data. */
public interface Quarantining {
    /**
     * What is kept aside, oldest first, at most {@code most} of it.
     *
     * @param source of one source only
     */
    QuarantineReport list(Optional<String> source, int most);

    /**
     * Every version of an object that is kept aside, with content and findings.
     *
     * @throws OperationException if there is none
     */
    List<QuarantineReport.Shown> show(String objectId);

    /**
     * Lets objects in although they break rules. They enter as if their source had just brought them: its agreement's
     * rules on versions hold (I-6), and their further way is that source's. The operator's decision is recorded.
     *
     * @throws OperationException if there is none of those named
     */
    List<QuarantineReport.Outcome> release(Choice choice);

    /**
     * Takes objects out of quarantine for good; answers with how many.
     *
     * @throws OperationException if there is none of those named
     */
    int drop(Choice choice);

    /** How often each rule was broken by what each source sent since the node started. */
    List<QuarantineReport.Count> findings();

    /**
     * Looks through what a collection holds for sensitive data, by the rules in force; changes nothing.
     *
     * @throws OperationException if there is no such collection
     */
    SensitiveReport scan(String collection, Consumer<Operations.Progress> progress);

    /**
     * Some objects by id, or with an empty list all of {@code source}.
     *
     * @param reason why it was decided so, for the record
     */
    record Choice(List<String> ids, Optional<String> source, Optional<String> reason) {
        public Choice {
            ids = List.copyOf(ids);
        }

        /** A choice that gives no reason. */
        public Choice(List<String> ids, Optional<String> source) {
            this(ids, source, Optional.empty());
        }
    }
}
