package io.tidings.node.operations;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A content package that is asked for.
 *
 * @param to the file to be written; absolute, on the machine of the node, and not there yet
 * @param recipient a peer or client by name, such as {@code bank-b} or {@code client:siem}; absent means whose agreement
 *     pins the certificates
 * @param certificates whom in particular it is for; where there is none, whoever the agreement pins
 * @param full whether everything the recipient may see goes into it, rather than what came since the package before
 * @param encrypt to the certificates
 * @param compress what can be made shorter; without it a package is made and checked faster, and about four times as long
 * @param validity how long it is to be used; absent means the node's usual
 */
public record PackageOrder(
        Path to,
        Optional<String> recipient,
        List<X509Certificate> certificates,
        String collection,
        boolean full,
        boolean encrypt,
        boolean compress,
        Optional<Duration> validity) {
    public PackageOrder {
        certificates = List.copyOf(certificates);
    }
}
