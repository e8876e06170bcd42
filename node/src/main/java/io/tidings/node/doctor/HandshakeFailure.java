package io.tidings.node.doctor;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Peer;
import io.tidings.node.identity.Fingerprint;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why no conversation over TLS came about, in words that lead to a cure. */
final class HandshakeFailure {
    private final Peer peer;
    private final AgreementBook book;
    private final Fingerprint own;
    private final Instant now;

    /** @param book to tell whether what was shown belongs to another peer */
    HandshakeFailure(Peer peer, AgreementBook book, Fingerprint own, Instant now) {
        this.peer = peer;
        this.book = book;
        this.own = own;
        this.now = now;
    }

    /** @param where host and port */
    Finding explain(String check, String where, PeerServerTrust trust, Throwable failure) {
        String said = said(failure);
        String small = said.toLowerCase(Locale.ROOT);
        if (trust.refused().isPresent() && trust.shown().isPresent()) {
            return refusedByUs(
                    check, where, trust.shown().get(), trust.refused().get());
        }
        if (small.contains("unsupported or unrecognized ssl message") || small.contains("plaintext connection")) {
            return Finding.fault(
                    check,
                    where + " does not speak TLS: plain HTTP, or something else, is on that port",
                    "ask the peer for the port of its peer listener; correct follow[].api-root");
        }
        if (small.contains("protocol_version")
                || small.contains("no appropriate protocol")
                || small.contains("insufficient_security")) {
            return Finding.fault(
                    check,
                    where + " speaks no TLS that is allowed here, 1.2 or 1.3 with current suites (" + said + ")",
                    "the peer's server, or a proxy before it, has to be updated");
        }
        if (small.contains("certificate_expired")) {
            return Finding.fault(
                    check,
                    where + " refuses our certificate " + own + " as expired",
                    "compare clocks; renew the certificate if it is");
        }
        if (trust.shown().isPresent() || small.contains("certificate") || small.contains("unknown_ca")) {
            return Finding.fault(
                    check,
                    where + " is who it should be, but ends the connection after our certificate: it does not know us,"
                            + " or its agreement with us does not hold today (" + said + ")",
                    "send them your card (tidings card); they look for 'refused' in their log and for the pin " + own
                            + ", aloud " + own.spoken());
        }
        if (small.contains("handshake_failure")) {
            return Finding.fault(
                    check,
                    where + " finds no TLS in common with us (" + said + ")",
                    "the peer's server, or a proxy before it, has to allow TLS 1.2 or 1.3 with current suites");
        }
        return Finding.fault(
                check,
                where + " takes the connection and closes it before it shows a certificate (" + said + ")",
                "a firewall or proxy in between may do so, or what listens there is no TLS server; ask the peer");
    }

    private Finding refusedByUs(String check, String where, X509Certificate shown, PeerServerTrust.Refused why) {
        return switch (why) {
            case EXPIRED ->
                Finding.fault(
                        check,
                        where + " shows the right certificate, but it expired at "
                                + shown.getNotAfter().toInstant() + " (now " + now + ")",
                        "ask the peer to renew it; if it did not expire, set this machine's clock");
            case NOT_YET_VALID ->
                Finding.fault(
                        check,
                        where + " shows the right certificate, but it is valid only from "
                                + shown.getNotBefore().toInstant() + " (now " + now + ")",
                        "this machine's clock is behind, or the peer's was ahead when it was made: compare them");
            case NOT_OF_AUTHORITY ->
                Finding.fault(
                        check,
                        where + " shows " + described(shown) + ", which the authority in identity.ca does not vouch for"
                                + " under this host name",
                        "ask the peer which authority issues its certificate now, and for which host name");
            case NOT_PINNED -> notPinned(check, where, shown);
        };
    }

    private Finding notPinned(String check, String where, X509Certificate shown) {
        Fingerprint fingerprint = Fingerprint.of(shown);
        if (fingerprint.equals(own)) {
            return Finding.fault(
                    check,
                    where + " is this node itself",
                    "correct follow[].api-root in peers/" + peer.name() + ".yaml");
        }
        Optional<Peer> other = book.peers().stream()
                .filter(each -> PeerServerTrust.isPinned(each, shown))
                .findFirst();
        if (other.isPresent()) {
            return Finding.fault(
                    check,
                    where + " is the peer " + other.get().name() + ", by its certificate " + fingerprint,
                    "correct follow[].api-root in peers/" + peer.name() + ".yaml, or move the pin");
        }
        boolean issued = !shown.getIssuerX500Principal().equals(shown.getSubjectX500Principal());
        return Finding.fault(
                check,
                where + " shows " + described(shown) + "; pinned is "
                        + peer.pins().stream().sorted().collect(Collectors.joining(" or ")),
                "compare with the peer by voice, aloud " + fingerprint.spoken()
                        + "; only if it is theirs put it under identity.pins. "
                        + (issued
                                ? "If it is not, a proxy in between opens TLS: have it pass this connection through"
                                : "If it is not, you reach another machine, or someone is in between"));
    }

    private static String described(X509Certificate shown) {
        return "the certificate " + Fingerprint.of(shown) + " of "
                + shown.getSubjectX500Principal().getName() + ", issued by "
                + shown.getIssuerX500Principal().getName();
    }

    /** The innermost thing that was said. */
    private static String said(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && !each.getMessage().isBlank()) {
                said = each.getMessage();
            }
        }
        return said;
    }
}
