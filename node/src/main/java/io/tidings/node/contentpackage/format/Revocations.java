package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Certificates that count no more: by revocation lists (RFC 5280 §5), or by their pins. Whoever may put a file where these
 * are read from is believed; the lists' own signatures are not looked at.
 */
public final class Revocations {
    private static final int LARGEST_FILE = 32 << 20;

    private final List<X509CRL> lists;
    private final Set<String> pins;

    private Revocations(List<X509CRL> lists, Set<String> pins) {
        this.lists = lists;
        this.pins = pins;
    }

    public static Revocations none() {
        return new Revocations(List.of(), Set.of());
    }

    /**
     * Reads {@code *.crl} (PEM or DER) and {@code *.pins} (one {@code sha256:…} a line) of a folder; none if it is not there.
     *
     * @throws IOException if one cannot be read: to go on without it would trust what was revoked
     */
    public static Revocations in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return none();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return of(files.sorted().toList());
        }
    }

    /** Likewise of single files; those of other names are passed over. */
    public static Revocations of(List<Path> files) throws IOException {
        List<X509CRL> lists = new ArrayList<>();
        Set<String> pins = new HashSet<>();
        for (Path each : files) {
            if (each.toString().endsWith(".crl")) {
                lists.addAll(lists(each));
            } else if (each.toString().endsWith(".pins")) {
                Files.readAllLines(each, StandardCharsets.US_ASCII).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("sha256:"))
                        .forEach(pins::add);
            }
        }
        return new Revocations(lists, pins);
    }

    private static List<X509CRL> lists(Path file) throws IOException {
        List<X509CRL> lists = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST_FILE);
            for (CRL each :
                    CertificateFactory.getInstance("X.509").generateCRLs(new java.io.ByteArrayInputStream(content))) {
                lists.add((X509CRL) each);
            }
        } catch (GeneralSecurityException wrong) {
            throw new IOException(file + " is no revocation list: " + wrong.getMessage(), wrong);
        }
        if (lists.isEmpty()) {
            throw new IOException(file + " holds no revocation list");
        }
        return lists;
    }

    /** Why one of these certificates counts no more. */
    Optional<String> of(Iterable<X509Certificate> chain) {
        for (X509Certificate each : chain) {
            boolean listed = lists.stream()
                    .anyMatch(list -> list.getIssuerX500Principal().equals(each.getIssuerX500Principal())
                            && list.isRevoked(each));
            if (listed || pins.contains(Pins.ofCertificate(each)) || pins.contains(Pins.ofKey(each))) {
                return Optional.of("the certificate " + Pins.ofCertificate(each) + " of "
                        + each.getSubjectX500Principal().getName() + " was revoked");
            }
        }
        return Optional.empty();
    }
}
