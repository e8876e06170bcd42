package io.tidings.node.recall;

import io.tidings.node.seal.ChainVerifier;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.Statement;
import io.tidings.node.seal.TrustedKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose statements some are.
 *
 * @param fault what contradicts what; then they are worth nothing
 * @param issuer whose key the first is signed with, if that counts
 * @param givers principals whose keys count, of all statements
 */
record Word(Optional<String> fault, Optional<TrustedKey> issuer, Set<String> givers) {
    Word {
        givers = Set.copyOf(givers);
    }

    private static Word wrong(String fault) {
        return new Word(Optional.of(fault), Optional.empty(), Set.of());
    }

    /** @param received when they came here: what keys are worth is judged as of then */
    static Word of(List<Statement> statements, KeyBook keys, Instant received) {
        Optional<TrustedKey> issuer = Optional.empty();
        Set<String> givers = new HashSet<>();
        Instant latest = Instant.MIN;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            Instant at = RecallStatement.at(statement);
            if (at.minus(ChainVerifier.CLOCKS).isAfter(received)) {
                return wrong("it is of " + at + ", after it came here");
            }
            if (latest.isAfter(at.plus(ChainVerifier.CLOCKS))) {
                return wrong("statement " + (i + 1) + " is of " + at + ", before the one that it passes on");
            }
            latest = at;
            Optional<TrustedKey> key = keys.find(statement.key());
            if (key.isPresent() && !statement.isSignedBy(key.get().key())) {
                return wrong("the signature of " + key.get().organisation() + " does not hold");
            }
            Optional<TrustedKey> counts = key.filter(each -> counts(each, at, received));
            if (key.isPresent() && counts.isEmpty() && i == 0) {
                return wrong("the key of " + key.get().organisation() + " was not valid at that time, or is revoked");
            }
            issuer = i == 0 ? counts : issuer;
            counts.map(TrustedKey::holder).ifPresent(givers::add);
        }
        return new Word(Optional.empty(), issuer, givers);
    }

    private static boolean counts(TrustedKey key, Instant at, Instant received) {
        return !at.plus(ChainVerifier.CLOCKS).isBefore(key.from())
                && key.until()
                        .filter(until -> at.minus(ChainVerifier.CLOCKS).isAfter(until))
                        .isEmpty()
                && key.revoked().filter(revoked -> !received.isBefore(revoked)).isEmpty();
    }
}
