package io.tidings.node.seal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidings.node.seal.Verification.Hop;
import io.tidings.stix.bytes.ByteSlice;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies chains. For any number of threads; a signature found to hold is remembered for a while. */
public final class ChainVerifier {
    /** How far apart clocks may be. */
    public static final Duration CLOCKS = Duration.ofMinutes(15);

    private static final int REMEMBERED = 10_000;

    private final KeyBook keys;
    private final Cache<String, Boolean> signatures =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<SealPart, Optional<String>> trees =
            Caffeine.newBuilder().weakKeys().maximumSize(REMEMBERED).build();

    public ChainVerifier(KeyBook keys) {
        this.keys = keys;
    }

    /**
     * What a chain proves of an object that reached us at {@code received}: a chain verified long after counts what keys
     * were worth when it came.
     */
    public Verification verify(Chain chain, ByteSlice content, Instant received) {
        return chain.isOf(content)
                ? verify(chain, received)
                : Verification.broken("the object is another than the one that was sealed");
    }

    /** As the other, of a chain that was found to be the object's before. */
    public Verification verify(Chain chain, Instant received) {
        Instant came = came(chain, received);
        Optional<String> fault = fault(chain, came);
        if (fault.isPresent()) {
            return Verification.broken(fault.get());
        }
        List<Optional<TrustedKey>> signers = new ArrayList<>(chain.links().size());
        for (Link link : chain.links()) {
            Optional<TrustedKey> signer = keys.find(link.seal().key());
            if (signer.isPresent() && !isSigned(link.seal(), signer.get().key())) {
                return Verification.broken("the signature of " + signer.get().organisation() + " ("
                        + link.seal().algorithm().text() + ") does not hold");
            }
            signers.add(signer);
        }
        return new Verification(path(chain, signers, came), Optional.empty());
    }

    /** An object may have come before its chain, which then came when we sealed it on. */
    private Instant came(Chain chain, Instant received) {
        Seal last = chain.links().get(chain.links().size() - 1).seal();
        boolean later = last.at().isAfter(received)
                && keys.find(last.key()).filter(TrustedKey::isOwn).isPresent();
        return later ? last.at() : received;
    }

    /** What contradicts what in a chain, apart from its signatures. */
    private Optional<String> fault(Chain chain, Instant received) {
        List<byte[]> leaves = chain.leaves();
        Instant latest = Instant.MIN;
        for (int i = 0; i < leaves.size(); i++) {
            Link link = chain.links().get(i);
            Seal seal = link.seal();
            if (!MessageDigest.isEqual(leaves.get(i), link.part().leaf(link.place()))) {
                return Optional.of("link " + (i + 1) + " is not what was sealed at its place");
            }
            Optional<String> tree = trees.get(link.part(), SealPart::fault);
            if (tree.isPresent()) {
                return Optional.of("link " + (i + 1) + ": " + tree.get());
            }
            if (i > 0 && seal.step() == Step.AUTHOR) {
                return Optional.of("link " + (i + 1) + " says that the way begins there");
            }
            if (seal.at().plus(CLOCKS).isBefore(latest)) {
                return Optional.of(
                        "link " + (i + 1) + " is of " + seal.at() + ", before the one before it, of " + latest);
            }
            if (seal.at().minus(CLOCKS).isAfter(received)) {
                return Optional.of("link " + (i + 1) + " is of " + seal.at() + ", after it came here");
            }
            latest = seal.at().isAfter(latest) ? seal.at() : latest;
        }
        return Optional.empty();
    }

    private boolean isSigned(Seal seal, PublicSealKey key) {
        return signatures.get(seal.name(), name -> seal.isSignedBy(key));
    }

    private static List<Hop> path(Chain chain, List<Optional<TrustedKey>> signers, Instant received) {
        List<Hop> path = new ArrayList<>(signers.size());
        // A time by which a link is proven to have been there: when it came here, or when someone we trust sealed it
        // on.
        Instant seen = received;
        for (int i = signers.size() - 1; i >= 0; i--) {
            Seal seal = chain.links().get(i).seal();
            Optional<String> doubt = doubt(signers.get(i), seal, seen);
            path.add(0, new Hop(seal.step(), seal.at(), seal.key(), signers.get(i), seal.by(), doubt));
            if (doubt.isEmpty() && seal.at().isBefore(seen)) {
                seen = seal.at();
            }
        }
        return path;
    }

    private static Optional<String> doubt(Optional<TrustedKey> signer, Seal seal, Instant seen) {
        if (signer.isEmpty()) {
            return Optional.of("its key is not known here");
        }
        TrustedKey key = signer.get();
        if (seal.at().plus(CLOCKS).isBefore(key.from())
                || key.until()
                        .filter(until -> seal.at().minus(CLOCKS).isAfter(until))
                        .isPresent()) {
            return Optional.of("its key was not valid at that time");
        }
        return key.revoked().filter(revoked -> !seen.isBefore(revoked)).isPresent()
                ? Optional.of("its key is revoked since " + key.revoked().get())
                : Optional.empty();
    }
}
