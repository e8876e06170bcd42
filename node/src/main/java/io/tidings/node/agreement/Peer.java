package io.tidings.node.agreement;

import io.tidings.stix.identifier.StixId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One peer's agreement, {@code peers/NAME.yaml}.
 *
 * @param pins {@code sha256:} and 64 hexadecimal digits, of the certificate or of its public key
 * @param ca PEM of certificate authorities trusted for this peer beside the pins, with {@code caSubject}
 * @param caSubject the host name or organisation that a certificate of {@code ca} must carry
 * @param authoritativeFor creators whose objects this peer may version (I-6)
 * @param validFrom first day of the agreement; outside it the peer has no access
 * @param validUntil day after the last
 * @param onward whether what they give us may go further
 * @param agreement version of the file, {@code sha256:…} over its bytes
 * @param duties of both sides, in words; kept, not enforced
 */
public record Peer(
        String name,
        Organisation organisation,
        Set<String> pins,
        Optional<String> ca,
        Optional<String> caSubject,
        Set<StixId> authoritativeFor,
        Optional<String> purpose,
        Optional<LocalDate> validFrom,
        Optional<LocalDate> validUntil,
        boolean onward,
        List<Grant.Read> reads,
        List<Grant.Write> writes,
        List<Grant.Delete> deletes,
        List<Follow> follows,
        Optional<Integer> requestsPerMinute,
        String agreement,
        List<String> duties) {
    /** One whose agreement names no duties. */
    public Peer(
            String name,
            Organisation organisation,
            Set<String> pins,
            Optional<String> ca,
            Optional<String> caSubject,
            Set<StixId> authoritativeFor,
            Optional<String> purpose,
            Optional<LocalDate> validFrom,
            Optional<LocalDate> validUntil,
            boolean onward,
            List<Grant.Read> reads,
            List<Grant.Write> writes,
            List<Grant.Delete> deletes,
            List<Follow> follows,
            Optional<Integer> requestsPerMinute,
            String agreement) {
        this(
                name,
                organisation,
                pins,
                ca,
                caSubject,
                authoritativeFor,
                purpose,
                validFrom,
                validUntil,
                onward,
                reads,
                writes,
                deletes,
                follows,
                requestsPerMinute,
                agreement,
                List.of());
    }

    public Peer {
        duties = List.copyOf(duties);
        pins = Set.copyOf(pins);
        authoritativeFor = Set.copyOf(authoritativeFor);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
        follows = List.copyOf(follows);
    }

    /** The same peer, known as before, without anything that it may do or that is taken from it. */
    public Peer withoutAccess() {
        return new Peer(
                name,
                organisation,
                pins,
                ca,
                caSubject,
                authoritativeFor,
                purpose,
                validFrom,
                validUntil,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                requestsPerMinute,
                agreement,
                duties);
    }
}
