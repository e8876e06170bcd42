package io.tidings.node.intake;

import java.util.Optional;

/** What is to become of one element of a delivery, before anything of it is stored. */
sealed interface Judgement {
    /** Why it does not enter, for the sender; empty if it enters. */
    Optional<String> fault();

    /** It goes to the store, which has the last word: it may hold it already, or deny the sender's right to version it. */
    record Enters(Entrant entrant) implements Judgement {
        @Override
        public Optional<String> fault() {
            return Optional.empty();
        }
    }

    /** It is kept until the operator decides. */
    record Aside(Entrant entrant, String why) implements Judgement {
        @Override
        public Optional<String> fault() {
            return Optional.of(why);
        }
    }

    /** It is kept out. */
    record Refused(String why) implements Judgement {
        @Override
        public Optional<String> fault() {
            return Optional.of(why);
        }
    }
}
