package io.tidings.stix.pattern.types;

import io.tidings.stix.pattern.syntax.ObjectPath;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Digests as they stand in {@code hashes} (STIX 2.1 §2.7). */
public final class Hashes {
    private static final Map<String, Integer> DIGITS = Map.of(
            "MD5",
            32,
            "SHA-1",
            40,
            "SHA-224",
            56,
            "SHA-256",
            64,
            "SHA-384",
            96,
            "SHA-512",
            128,
            "SHA3-256",
            64,
            "SHA3-512",
            128);

    private Hashes() {}

    /** The algorithm that a path into {@code hashes} names, spelled as in hash-algorithm-ov where it is known (S-070). */
    public static Optional<String> algorithm(ObjectPath path) {
        int last = path.steps().size() - 1;
        if (last < 1
                || !(path.steps().get(last) instanceof ObjectPath.Key name)
                || !(path.steps().get(last - 1) instanceof ObjectPath.Key hashes)
                || !hashes.name().equals("hashes") && !hashes.name().endsWith("_hashes")) {
            return Optional.empty();
        }
        String upper = name.name().toUpperCase(Locale.ROOT).replace('_', '-');
        String plain = upper.replace("-", "");
        for (String known : DIGITS.keySet()) {
            if (known.replace("-", "").equals(plain)) {
                return Optional.of(known);
            }
        }
        return Optional.of(upper.equals("SSDEEP") || upper.equals("TLSH") ? upper : name.name());
    }

    /** Whether {@code value} is a digest of {@code algorithm}; true for algorithms not known here. */
    public static boolean isDigest(String algorithm, String value) {
        Integer digits = DIGITS.get(algorithm);
        return digits == null
                || value.length() == digits && value.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    static Optional<String> problem(ObjectPath path, String value) {
        Optional<String> algorithm = algorithm(path);
        return algorithm.isEmpty() || isDigest(algorithm.get(), value)
                ? Optional.empty()
                : Optional.of("the value has not the form of a digest of " + algorithm.get());
    }
}
