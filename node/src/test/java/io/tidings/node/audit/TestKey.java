package io.tidings.node.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** A key of its own for a test; can be changed for another. */
final class TestKey {
    private volatile KeyPair pair;

    TestKey() throws GeneralSecurityException {
        change();
    }

    void change() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    void become(String algorithm) throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    Signer signer() {
        return new KeySigner(() -> pair.getPrivate(), () -> pair.getPublic());
    }

    String id() {
        return Jws.keyId(pair.getPublic());
    }
}
