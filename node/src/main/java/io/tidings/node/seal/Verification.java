package io.tidings.node.seal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a chain proves.
 *
 * @param path every step, the first first; empty where there is no chain, or one that is broken
 * @param fault what contradicts what, if anything does: then it proves nothing, whoever signed it
 */
public record Verification(List<Hop> path, Optional<String> fault) {
    public Verification {
        path = List.copyOf(path);
    }

    /**
     * One step.
     *
     * @param signer whose key it is; absent if we do not know it
     * @param claimed who the seal says it is of
     * @param doubt why the seal does not count though nothing contradicts it: the key is unknown, was not valid then,
     *     or is revoked; absent if it counts
     */
    public record Hop(
            Step step,
            Instant at,
            String key,
            Optional<TrustedKey> signer,
            Signatory claimed,
            Optional<String> doubt) {}

    /** Of content whose chain contradicts itself or the content. */
    public static Verification broken(String fault) {
        return new Verification(List.of(), Optional.of(fault));
    }

    /** Of content that came without a chain. */
    public static Verification unsigned() {
        return new Verification(List.of(), Optional.empty());
    }

    /** Whether every step is by someone we know, with a key that counts. */
    public boolean isVerified() {
        return !path.isEmpty() && path.stream().allMatch(hop -> hop.doubt().isEmpty());
    }

    /**
     * Who is proven to have brought the object into circulation. It takes the first link alone: nobody behind it could
     * have made that, known or not.
     */
    public Optional<TrustedKey> author() {
        if (path.isEmpty()
                || path.get(0).step() != Step.AUTHOR
                || path.get(0).doubt().isPresent()) {
            return Optional.empty();
        }
        return path.get(0).signer();
    }
}
