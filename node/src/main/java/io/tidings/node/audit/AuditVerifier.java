package io.tidings.node.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.node.audit.Verification.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that files of a log are as a node wrote them, or names the first thing that is not. Reads files and nothing else.
 *
 * <p>The chain shows any change to a record but the last; the checkpoints show that the node's key wrote it; whoever keeps a
 * checkpoint, or the head that the store remembers, sees that the end was not cut off. For one run.
 */
public final class AuditVerifier {
    private final Expected expected;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, PublicKey> keys = new LinkedHashMap<>();
    private final Set<String> signers = new LinkedHashSet<>();
    private final List<Jws.Signed> held = new ArrayList<>();
    private String log = "";
    private long records;
    private long first;
    private long seq;
    private String hash = Head.NOTHING;
    private String firstPrev = Head.NOTHING;
    private long signedThrough;
    private int checkpoints;
    private boolean beginningExplained;
    private boolean foundKept;
    private Optional<Fault> fault = Optional.empty();

    /**
     * What the verifier holds against the files.
     *
     * @param whole whether they are said to be all files that there are; otherwise they may begin anywhere
     * @param kept the head that the store remembers
     * @param checkpoints as JWS, kept outside the node
     * @param keys ids ({@code sha256:…}) of keys that may have signed; empty means any, which are then named
     */
    public record Expected(boolean whole, Optional<Head> kept, List<String> checkpoints, Set<String> keys) {
        public Expected {
            checkpoints = List.copyOf(checkpoints);
            keys = Set.copyOf(keys);
        }

        /** Any part of a log, by itself. */
        public static Expected anyPart() {
            return new Expected(false, Optional.empty(), List.of(), Set.of());
        }
    }

    private AuditVerifier(Expected expected) {
        this.expected = expected;
    }

    /**
     * @param files in their order
     * @throws IOException if one cannot be read
     */
    public static Verification verify(List<Path> files, Expected expected) throws IOException {
        return new AuditVerifier(expected).run(files);
    }

    private Verification run(List<Path> files) throws IOException {
        for (String each : expected.checkpoints()) {
            try {
                held.add(Jws.parse(each));
            } catch (NotARecordException broken) {
                fault("the checkpoint given", 0, broken.why());
            }
        }
        for (int i = 0; i < files.size() && fault.isEmpty(); i++) {
            read(files.get(i), i == files.size() - 1);
        }
        if (fault.isEmpty()) {
            checkWhole();
        }
        return new Verification(
                records,
                first,
                seq,
                records == 0 ? Optional.empty() : Optional.of(new Head(log, seq, hash)),
                signedThrough,
                checkpoints,
                List.copyOf(signers),
                fault,
                notes);
    }

    private void read(Path file, boolean isLast) throws IOException {
        String name = String.valueOf(file.getFileName());
        long number = 0;
        try (LineReader lines = new LineReader(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent() && fault.isEmpty(); line = lines.next()) {
                number++;
                if (LineReader.isWhole(line.get())) {
                    take(name, number, line.get());
                } else if (isLast && line.get().length <= AuditLine.MOST_BYTES) {
                    notes.add(name + " ends in " + line.get().length
                            + " bytes of a record that was not written whole, as a crash leaves it");
                } else {
                    fault(name, number, "the record is not whole, though others follow");
                }
            }
        }
    }

    private void take(String file, long number, byte[] line) {
        AuditRecord record;
        try {
            record = AuditLine.parse(line);
        } catch (NotARecordException broken) {
            fault(file, number, broken.why());
            return;
        }
        if (records == 0) {
            first = record.seq();
            firstPrev = record.prev();
            if (first < 1 || first == 1 && !firstPrev.equals(Head.NOTHING)) {
                fault(file, number, "a log begins with record 1, after nothing");
            }
        } else if (record.seq() != seq + 1) {
            fault(file, number, order(record.seq()));
        } else if (!record.prev().equals(hash)) {
            fault(
                    file,
                    number,
                    "record " + record.seq() + " says that the line before it has the hash " + record.prev()
                            + ", but it has " + hash + ": record " + seq + " was changed, or this one");
        }
        if (fault.isPresent()) {
            return;
        }
        String before = hash;
        records++;
        seq = record.seq();
        hash = AuditLine.hash(line);
        lookAt(file, number, record, before);
        checkHeld(file, number);
        checkKept(file, number);
    }

    private String order(long found) {
        if (found <= seq) {
            return "record " + found + " comes after record " + seq + ": records were moved or repeated";
        }
        return "record " + found + " comes after record " + seq + ": " + (found - seq - 1) + " records are missing";
    }

    private void lookAt(String file, long number, AuditRecord record, String before) {
        if (!record.kind().equals(Kind.AUDIT.text())) {
            return;
        }
        switch (record.event()) {
            case Events.FILE -> {
                String named = record.what().path("log").asText();
                if (!log.isEmpty() && !named.equals(log)) {
                    fault(file, number, "the file is of the log " + named + ", those before it of " + log);
                }
                log = named;
                learnKey(file, number, record.what());
            }
            case Events.KEY -> learnKey(file, number, record.what());
            case Events.CHECKPOINT -> checkpoint(file, number, record, before);
            case Events.DROPPED -> dropped(file, number, record);
            case Events.FOUND -> found(file, number, record);
            default -> {}
        }
    }

    private void learnKey(String file, long number, JsonNode what) {
        if (!what.path("pem").isTextual()) {
            return;
        }
        try {
            byte[] encoded =
                    Base64.getMimeDecoder().decode(what.path("pem").asText().replaceAll("-----[A-Z ]+-----", ""));
            PublicKey key = KeyFactory.getInstance(
                            javaAlgorithm(what.path("alg").asText()))
                    .generatePublic(new X509EncodedKeySpec(encoded));
            String id = Jws.keyId(key);
            if (!id.equals(what.path("kid").asText())) {
                fault(file, number, "the key is not the one that its id names");
            }
            keys.put(id, key);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            fault(file, number, "the key cannot be read: " + unusable.getMessage());
        }
    }

    private static String javaAlgorithm(String jws) {
        return switch (jws) {
            case "ES256" -> "EC";
            case "EdDSA" -> "Ed25519";
            case "RS256" -> "RSA";
            default -> throw new IllegalArgumentException("an algorithm that this program does not know: " + jws);
        };
    }

    private void checkpoint(String file, long number, AuditRecord record, String before) {
        verified(file, number, record, Events.CHECKPOINT_TYPE).ifPresent(signed -> {
            JsonNode said = signed.payload();
            boolean right = said.path("seq").asLong() == record.seq() - 1
                    && said.path("head").asText().equals(before)
                    && said.path("log").asText().equals(log);
            if (!right) {
                fault(
                        file,
                        number,
                        "the checkpoint was signed for another place: record "
                                + said.path("seq").asLong() + " of log "
                                + said.path("log").asText());
                return;
            }
            checkpoints++;
            signedThrough = record.seq() - 1;
        });
    }

    private void dropped(String file, long number, AuditRecord record) {
        verified(file, number, record, Events.DROPPED_TYPE).ifPresent(signed -> {
            JsonNode said = signed.payload();
            if (said.path("through").asLong() == first - 1
                    && said.path("head").asText().equals(firstPrev)
                    && said.path("log").asText().equals(log)) {
                beginningExplained = true;
                notes.add("records up to " + (first - 1) + ", until "
                        + said.path("until").asText() + ", were dropped by the rule of retention, which record "
                        + record.seq() + " signs");
            }
        });
    }

    private Optional<Jws.Signed> verified(String file, long number, AuditRecord record, String type) {
        try {
            Jws.Signed signed = Jws.parse(record.what().path("jws").asText());
            Optional<String> wrong = wrong(signed, type);
            if (wrong.isPresent()) {
                fault(file, number, wrong.get());
                return Optional.empty();
            }
            signers.add(signed.signer());
            return Optional.of(signed);
        } catch (NotARecordException broken) {
            fault(file, number, broken.why());
            return Optional.empty();
        }
    }

    private Optional<String> wrong(Jws.Signed signed, String type) {
        PublicKey key = keys.get(signed.signer());
        if (!signed.type().equals(type)) {
            return Optional.of("it is signed as something else: " + signed.type());
        }
        if (!expected.keys().isEmpty() && !expected.keys().contains(signed.signer())) {
            return Optional.of("it is signed by " + signed.signer() + ", which is none of the keys expected");
        }
        if (key == null) {
            // The file's own first record names it; only a part of a file lacks that.
            return Optional.of("it is signed by " + signed.signer() + ", which no record before it names");
        }
        return signed.isBy(key) ? Optional.empty() : Optional.of("the signature is not right");
    }

    private void found(String file, long number, AuditRecord record) {
        String problem = record.what().path("problem").asText();
        if (record.what().path(Events.GRAVE).asBoolean()) {
            fault(file, number, "the node found when it started at " + record.time() + ": " + problem);
        } else {
            notes.add("record " + record.seq() + ": " + problem);
        }
    }

    private void checkHeld(String file, long number) {
        for (Jws.Signed each : held) {
            JsonNode said = each.payload();
            if (said.path("log").asText().equals(log) && said.path("seq").asLong() == seq) {
                if (!said.path("head").asText().equals(hash)) {
                    fault(file, number, "the checkpoint given was signed for another record " + seq);
                }
            }
        }
    }

    private void checkKept(String file, long number) {
        expected.kept()
                .filter(kept -> kept.log().equals(log) && kept.seq() == seq)
                .ifPresent(kept -> {
                    foundKept = true;
                    if (!kept.hash().equals(hash)) {
                        fault(file, number, "the store remembers another record " + seq);
                    }
                });
    }

    private void checkWhole() {
        if (first > 1 && !beginningExplained) {
            String missing = "the files begin with record " + first + "; what lies before is not here";
            if (expected.whole()) {
                fault("the log", 0, missing + ", and no signed record says that it was dropped");
            } else {
                notes.add(missing);
            }
        }
        for (Jws.Signed each : held) {
            checkHeld(each);
        }
        expected.kept().ifPresent(kept -> {
            if (!foundKept && !(kept.seq() < first && kept.log().equals(log))) {
                fault(
                        "the log",
                        0,
                        "it ends with record " + seq + " of log " + log + ", but the store remembers record "
                                + kept.seq() + " of log " + kept.log() + ": the end was cut off");
            }
        });
        if (records > 0 && checkpoints == 0) {
            String unsigned = "no checkpoint in it is signed, so that anyone could have made it";
            if (expected.whole()) {
                fault("the log", 0, unsigned);
            } else {
                notes.add(unsigned);
            }
        }
    }

    private void checkHeld(Jws.Signed checkpoint) {
        JsonNode said = checkpoint.payload();
        Optional<String> wrong = wrong(checkpoint, Events.CHECKPOINT_TYPE);
        if (wrong.isPresent()) {
            fault("the checkpoint given", 0, wrong.get());
        } else if (!said.path("log").asText().equals(log)) {
            fault(
                    "the checkpoint given",
                    0,
                    "it is of another log: " + said.path("log").asText());
        } else if (said.path("seq").asLong() > seq) {
            fault(
                    "the log",
                    0,
                    "it ends with record " + seq + ", but the checkpoint given was signed for record "
                            + said.path("seq").asLong() + ": the end was cut off");
        } else if (said.path("seq").asLong() < first) {
            notes.add("the checkpoint given is of a record before these files");
        }
    }

    private void fault(String file, long line, String why) {
        if (fault.isEmpty()) {
            fault = Optional.of(new Fault(file, line, why));
        }
    }
}
