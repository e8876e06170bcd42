package io.tidings.node.audit;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.function.Supplier;

/** Signs with the key that a node has at that moment: of P-256, Ed25519 or RSA. */
public final class KeySigner implements Signer {
    private final Supplier<PrivateKey> privateKey;
    private final Supplier<PublicKey> publicKey;

    public KeySigner(Supplier<PrivateKey> privateKey, Supplier<PublicKey> publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey.get();
    }

    @Override
    public String algorithm() {
        return Jws.algorithm(publicKey.get());
    }

    @Override
    public byte[] sign(byte[] input) throws GeneralSecurityException {
        PrivateKey key = privateKey.get();
        Signature signature = Signature.getInstance(Jws.javaName(key));
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }
}
