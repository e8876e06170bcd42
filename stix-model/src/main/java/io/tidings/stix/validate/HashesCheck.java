package io.tidings.stix.validate;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.table.Vocabulary;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Digests by algorithm (STIX 2.1 §2.7). */
record HashesCheck(Vocabulary algorithms) implements ValueCheck {
    private static final int SHORTEST_NAME = 3;

    @Override
    public void check(Pass pass, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            pass.wrongType(token, Rule.S_068, "an object from algorithm to digest");
            return;
        }
        Set<String> seen = new HashSet<>();
        while (pass.parser.nextToken() != JsonToken.END_OBJECT) {
            String algorithm = pass.parser.currentName();
            JsonToken digest = pass.parser.nextToken();
            pass.path.enter(algorithm);
            if (!seen.add(algorithm)) {
                pass.fatal(Rule.S_001, "comes twice in one object", "keep one");
            }
            algorithm(pass, algorithm);
            if (digest == JsonToken.VALUE_STRING) {
                digest(pass, algorithm, pass.text());
            } else {
                pass.wrongType(digest, Rule.S_068, "the digest in a string");
            }
            pass.path.leave();
        }
        if (seen.isEmpty()) {
            pass.error(Rule.S_065, "is an empty dictionary", "leave the property out, or give at least one digest");
        } else if (!seen.contains("SHA-256")) {
            pass.warn(Rule.S_068, "has no SHA-256", "add the SHA-256 digest if it is known");
        }
    }

    private void algorithm(Pass pass, String name) {
        if (algorithms.contains(name)) {
            return;
        }
        if (!Names.isKey(name) || name.length() < SHORTEST_NAME) {
            pass.form(
                    Rule.S_066,
                    "the algorithm " + Pass.quote(name) + " is of no legal form",
                    "use 3 to 250 of a-z A-Z 0-9 - _");
            return;
        }
        for (String known : algorithms.terms()) {
            if (plain(known).equals(plain(name))) {
                pass.warn(Rule.S_070, Pass.quote(name) + " is another spelling of " + known, "write " + known);
                return;
            }
        }
        pass.warn(
                Rule.S_069,
                Pass.quote(name) + " is not in " + algorithms.name(),
                "use one of " + String.join(", ", algorithms.terms()) + " where possible");
    }

    private static String plain(String algorithm) {
        return algorithm.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static void digest(Pass pass, String algorithm, String digest) {
        int length = switch (algorithm) {
            case "MD5" -> 32;
            case "SHA-1" -> 40;
            case "SHA-256", "SHA3-256" -> 64;
            case "SHA-512", "SHA3-512" -> 128;
            default -> 0;
        };
        if (length > 0 && (digest.length() != length || !Names.isHex(digest))) {
            pass.form(
                    Rule.S_068,
                    Pass.quote(digest) + " is no " + algorithm + " digest",
                    "write " + length + " hexadecimal digits");
        } else if (algorithm.equals("SSDEEP")
                && digest.chars().filter(c -> c == ':').count() != 2) {
            pass.form(Rule.S_068, Pass.quote(digest) + " is no SSDEEP digest", "write size:part:part");
        } else if (algorithm.equals("TLSH") && !isTlsh(digest)) {
            pass.form(
                    Rule.S_068,
                    Pass.quote(digest) + " is no TLSH digest",
                    "write 70 hexadecimal digits, with T1 before them or not");
        }
    }

    private static boolean isTlsh(String digest) {
        String digits = digest.startsWith("T1") ? digest.substring(2) : digest;
        return digits.length() == 70 && Names.isHex(digits);
    }
}
