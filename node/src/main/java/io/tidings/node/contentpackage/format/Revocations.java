package io.tidings.node.contentpackage.format;

import io.tidings.node.agreement.Pins;
import java.io.ByteArrayInputStream;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Certificates that count no more: by revocation lists (RFC 5280 §5), or by their pins. Whoever may put a file where these
 * are read from is believed; the lists' own signatures are not looked at.
 */
public final class Revocations {
    private static final int LARGEST_FILE = 32 << 20;
    private static final String LIST = ".crl";
    private static final String PINS = ".pins";
    private static final Pattern PIN = Pattern.compile("sha256:[0-9a-f]{64}");

    private final List<Listed> lists;
    private final Set<String> pins;

    /** A list and where it was read. */
    public record Listed(Path file, X509CRL list) {}

    private Revocations(List<Listed> lists, Set<String> pins) {
        this.lists = List.copyOf(lists);
        this.pins = Set.copyOf(pins);
    }

    public static Revocations none() {
        return new Revocations(List.of(), Set.of());
    }

    /**
     * Reads {@code *.crl} (PEM or DER) and {@code *.pins} (one {@code sha256:…} a line) of a folder; none if it is not there.
     * Files of other names are passed over.
     *
     * @throws IOException if one cannot be read: to go on without it would trust what was revoked
     */
    public static Revocations in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return none();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return of(files.filter(Revocations::isNamedSo).sorted().toList());
        }
    }

    /** What lies in a folder of revocations and is not read, such as for its name; nothing if there is no such folder. */
    public static List<Path> passedOver(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> !isNamedSo(each)).sorted().toList();
        }
    }

    private static boolean isNamedSo(Path file) {
        return file.toString().endsWith(LIST) || file.toString().endsWith(PINS);
    }

    /**
     * Likewise of single files, given by hand: pins where the name ends so, and lists else.
     *
     * @throws IOException if one cannot be read
     */
    public static Revocations of(List<Path> files) throws IOException {
        List<Listed> lists = new ArrayList<>();
        Set<String> pins = new HashSet<>();
        for (Path each : files) {
            if (each.toString().endsWith(PINS)) {
                pins.addAll(pins(each));
            } else {
                lists(each).forEach(list -> lists.add(new Listed(each, list)));
            }
        }
        return new Revocations(lists, pins);
    }

    /** The lists as they were read. */
    public List<Listed> lists() {
        return lists;
    }

    // A slip of the pen must not make a revoked certificate count.
    private static Set<String> pins(Path file) throws IOException {
        Set<String> pins = new HashSet<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            String pin = line.strip();
            if (PIN.matcher(pin).matches()) {
                pins.add(pin);
            } else if (!pin.isEmpty() && !pin.startsWith("#")) {
                throw new IOException(file + ": '" + pin
                        + "' is no fingerprint; each line is to be sha256: and 64 hexadecimal digits");
            }
        }
        return pins;
    }

    private static List<X509CRL> lists(Path file) throws IOException {
        List<X509CRL> lists = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST_FILE);
            for (CRL each : CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(content))) {
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
                    .map(Listed::list)
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
