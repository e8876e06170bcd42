package io.tidings.node.seal;

import io.tidings.stix.bytes.ByteSlice;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Organisations with keys, and content that goes from one to the other. */
final class Batches {
    static final Instant MORNING = Instant.parse("2026-05-01T08:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, TrustedKey> trusted = new HashMap<>();

    /** Someone who seals. */
    record Organisation(String name, PrivateSealKey key) {
        List<Chain> seal(Step step, Instant at, List<ByteSlice> objects, List<Chain> came) {
            Sealer sealer =
                    new Sealer(() -> Optional.of(key), new Signatory(name, Optional.empty(), List.of()), RANDOM);
            List<Sealer.Subject> subjects = new ArrayList<>();
            for (int i = 0; i < objects.size(); i++) {
                subjects.add(new Sealer.Subject(
                        objects.get(i), came.isEmpty() ? Optional.empty() : Optional.of(came.get(i))));
            }
            return sealer.seal(subjects, step, at).stream()
                    .map(Optional::orElseThrow)
                    .toList();
        }

        Chain author(ByteSlice object) {
            return seal(Step.AUTHOR, MORNING, List.of(object), List.of()).get(0);
        }

        Chain relay(ByteSlice object, Chain came, Instant at) {
            return seal(Step.RELAY, at, List.of(object), List.of(came)).get(0);
        }
    }

    static Organisation stranger(String name, SealAlgorithm algorithm) {
        return new Organisation(name, PrivateSealKey.generate(algorithm, RANDOM));
    }

    Organisation trusted(String name) {
        return trusted(name, SealAlgorithm.ES256, Optional.empty(), Optional.empty());
    }

    Organisation trusted(String name, SealAlgorithm algorithm, Optional<Instant> until, Optional<Instant> revoked) {
        Organisation organisation = stranger(name, algorithm);
        trusted.put(
                organisation.key().publicKey().thumbprint(),
                new TrustedKey(
                        organisation.key().publicKey(),
                        "signer:" + name,
                        name,
                        Set.of(),
                        MORNING.minusSeconds(86_400),
                        until,
                        revoked));
        return organisation;
    }

    ChainVerifier verifier() {
        Map<String, TrustedKey> copy = Map.copyOf(trusted);
        return new ChainVerifier(thumbprint -> Optional.ofNullable(copy.get(thumbprint)));
    }

    static ByteSlice object(int number) {
        return ByteSlice.ofText(
                "{\"type\":\"indicator\",\"id\":\"indicator--00000000-0000-4000-8000-%012d\"}".formatted(number));
    }

    static List<ByteSlice> objects(int count) {
        List<ByteSlice> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(object(i));
        }
        return objects;
    }
}
