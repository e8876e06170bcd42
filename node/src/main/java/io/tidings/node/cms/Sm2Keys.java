package io.tidings.node.cms;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Keys on the curve of SM2 (GB/T 32918.5), as encryption needs them. */
final class Sm2Keys {
    private Sm2Keys() {}

    static boolean isOn(X509Certificate certificate) {
        return SigningAlgorithm.of(certificate.getPublicKey())
                .filter(SigningAlgorithm.SM2::equals)
                .isPresent();
    }

    /** @throws IOException if what the certificate holds is no point of the curve */
    static ECPublicKeyParameters of(X509Certificate certificate) throws IOException {
        try {
            return (ECPublicKeyParameters)
                    PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
        } catch (IllegalArgumentException noPoint) {
            throw new IOException("its key is no point of the SM2 curve", noPoint);
        }
    }

    /** Empty if it is on another curve, or of another kind; or is kept where nobody can read it. */
    static Optional<ECPrivateKeyParameters> of(PrivateKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
        if (!GMObjectIdentifiers.sm2p256v1.equals(info.getPrivateKeyAlgorithm().getParameters())) {
            return Optional.empty();
        }
        try {
            return Optional.of((ECPrivateKeyParameters) PrivateKeyFactory.createKey(info));
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
