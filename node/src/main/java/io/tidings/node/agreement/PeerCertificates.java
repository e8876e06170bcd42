package io.tidings.node.agreement;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which peer, or which client with a pinned certificate, a certificate chain belongs to, by the book in force. */
final class PeerCertificates {
    private static final int DIGITAL_SIGNATURE = 0; // RFC 5280 §4.2.1.3, the number of the bit

    private final Supplier<AgreementBook> book;
    private final Clock clock;
    private final CutOff cutOff;
    private volatile Index index;

    PeerCertificates(Supplier<AgreementBook> book, Clock clock, CutOff cutOff) {
        this.book = book;
        this.clock = clock;
        this.cutOff = cutOff;
        this.index = new Index(book.get());
    }

    /** What the holder of the first certificate's key does with it. */
    enum Usage {
        AS_CLIENT("1.3.6.1.5.5.7.3.2"),
        AS_SERVER("1.3.6.1.5.5.7.3.1");

        private final String extendedKeyUsage;

        Usage(String extendedKeyUsage) {
            this.extendedKeyUsage = extendedKeyUsage;
        }
    }

    /**
     * Either whose it is, or why not.
     *
     * @param detail for the log: the fingerprint, whose pin it is, what is wrong
     */
    record Found(Optional<Principal> principal, Refusal refusal, String detail) {
        private static Found refused(Refusal reason, String detail) {
            return new Found(Optional.empty(), reason, detail);
        }
    }

    /** @param chain not empty, its own certificate first; its key's possession is proven already, by TLS */
    Found find(List<X509Certificate> chain, Usage usage) {
        X509Certificate certificate = chain.get(0);
        Instant now = clock.instant();
        String detail = "certificate " + Pins.ofCertificate(certificate) + " of "
                + certificate.getSubjectX500Principal().getName();
        Optional<Principal> owner = owner(chain, now);
        if (owner.isEmpty()) {
            return Found.refused(Refusal.UNKNOWN_CERTIFICATE, detail + ": pinned in no agreement");
        }
        String named = detail + ", pinned for " + owner.get().name();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Found.refused(
                    Refusal.CERTIFICATE_EXPIRED,
                    named + ": expired on " + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Found.refused(
                    Refusal.CERTIFICATE_NOT_YET_VALID,
                    named + ": not valid before " + certificate.getNotBefore().toInstant());
        }
        if (!isMeantFor(certificate, usage)) {
            return Found.refused(Refusal.WRONG_KEY_USAGE, named + ": its key usage does not allow TLS " + usage);
        }
        if (owner.get() instanceof Principal.OfPeer peer && !isInForce(peer.peer(), now)) {
            return Found.refused(Refusal.OUTSIDE_AGREEMENT, named + ": the agreement does not hold today");
        }
        if (cutOff.isCut(owner.get().name())) {
            return Found.refused(Refusal.CUT_OFF, named + ": sharing is cut off");
        }
        return new Found(owner, Refusal.UNKNOWN_CERTIFICATE, named);
    }

    /** Days are days of UTC. */
    static boolean isInForce(Peer peer, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return peer.validFrom().map(from -> !today.isBefore(from)).orElse(true)
                && peer.validUntil().map(today::isBefore).orElse(true);
    }

    Optional<Principal> owner(List<X509Certificate> chain, Instant now) {
        Index current = index();
        Principal pinned = current.byPin.get(Pins.ofCertificate(chain.get(0)));
        if (pinned == null) {
            pinned = current.byPin.get(Pins.ofKey(chain.get(0)));
        }
        if (pinned != null) {
            return Optional.of(pinned);
        }
        return current.byCa.stream()
                .filter(each -> CaTrust.trusts(each.authorities, each.subject, chain, now))
                .map(each -> (Principal) each.peer)
                .findFirst();
    }

    // The same book is the same object; comparing contents would cost more than the look-up.
    @SuppressWarnings("ReferenceEquality")
    private Index index() {
        AgreementBook now = book.get();
        Index made = index;
        if (made.book != now) {
            made = new Index(now);
            index = made;
        }
        return made;
    }

    // An extension that is absent allows everything (RFC 5280 §4.2.1.3, §4.2.1.12).
    private static boolean isMeantFor(X509Certificate certificate, Usage usage) {
        boolean[] keyUsage = certificate.getKeyUsage();
        if (keyUsage != null && !keyUsage[DIGITAL_SIGNATURE]) {
            return false;
        }
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            return extended == null
                    || extended.contains(usage.extendedKeyUsage)
                    || extended.contains("2.5.29.37.0"); // anyExtendedKeyUsage
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** A book, ordered for looking up. */
    private static final class Index {
        private record ByCa(Principal.OfPeer peer, List<X509Certificate> authorities, String subject) {}

        private final AgreementBook book;
        private final Map<String, Principal> byPin = new HashMap<>();
        private final List<ByCa> byCa;

        Index(AgreementBook book) {
            this.book = book;
            book.peers().forEach(peer -> peer.pins().forEach(pin -> byPin.put(pin, new Principal.OfPeer(peer))));
            book.clients()
                    .forEach(client -> client.pins().forEach(pin -> byPin.put(pin, new Principal.OfClient(client))));
            byCa = book.peers().stream().flatMap(peer -> byCa(peer).stream()).toList();
        }

        private static Optional<ByCa> byCa(Peer peer) {
            return peer.ca()
                    .flatMap(CaTrust::certificates)
                    .flatMap(authorities -> peer.caSubject()
                            .map(subject -> new ByCa(new Principal.OfPeer(peer), authorities, subject)));
        }
    }
}
