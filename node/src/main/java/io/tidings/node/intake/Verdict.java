package io.tidings.node.intake;

import java.util.Optional;

/** What became of one object offered to {@link Intake}. {@code id} and {@code version} are as the sender wrote them. */
public sealed interface Verdict {
    String id();

    String version();

    /** In words for the sender; absent where there is nothing to say. */
    Optional<String> message();

    /** Whether the collection holds this object version now. */
    boolean isSuccess();

    /** A new entry, durable. {@code added} is its {@code date_added}, microseconds since 1970. */
    record Stored(String id, String version, long added) implements Verdict {
        @Override
        public Optional<String> message() {
            return Optional.empty();
        }

        @Override
        public boolean isSuccess() {
            return true;
        }
    }

    /** Held already; not an error (TAXII 2.1 §5.5, T-143). */
    record AlreadyHeld(String id, String version, Optional<String> message) implements Verdict {
        @Override
        public boolean isSuccess() {
            return true;
        }
    }

    /** Kept aside as a claim: it replaces nothing, since its sender may not version the object (I-6). */
    record Claimed(String id, String version, Optional<String> message) implements Verdict {
        @Override
        public boolean isSuccess() {
            return false;
        }
    }

    /** Kept aside with what is wrong with it, until the operator decides. */
    record Quarantined(String id, String version, Optional<String> message) implements Verdict {
        @Override
        public boolean isSuccess() {
            return false;
        }
    }

    /** Kept out. The message names the rule. */
    record Refused(String id, String version, Optional<String> message) implements Verdict {
        @Override
        public boolean isSuccess() {
            return false;
        }
    }
}
