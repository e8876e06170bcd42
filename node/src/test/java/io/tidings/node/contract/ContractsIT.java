package io.tidings.node.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Organisation;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.Signer;
import io.tidings.node.agreement.SignerKey;
import io.tidings.node.contract.Contracts.ContractException;
import io.tidings.node.seal.KeyBook;
import io.tidings.node.seal.PrivateSealKey;
import io.tidings.node.seal.SealAlgorithm;
import io.tidings.node.seal.TrustedKey;
import io.tidings.stix.bytes.ByteSlice;
import io.tidings.stix.canonical.CanonicalForm;
import io.tidings.stix.marking.Tlp;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bank A and bank B sign what bank A's file says. */
class ContractsIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String DAY = "2027-01-01";

    @TempDir
    Path directory;

    private Side a;
    private Side b;

    /** One bank, with its own folder and key. */
    private final class Side {
        private final String name;
        private final PrivateSealKey key = PrivateSealKey.generate(SealAlgorithm.ES256, new SecureRandom());
        private String pin;
        private final Contracts contracts;

        Side(String name) {
            this.name = name;
            this.pin = pin(name, 1);
            KeyBook own = thumbprint -> Optional.of(new TrustedKey(
                            key.publicKey(), "own", name, Set.of(), Instant.EPOCH, Optional.empty(), Optional.empty()))
                    .filter(each -> each.key().thumbprint().equals(thumbprint));
            this.contracts = new Contracts(
                    directory.resolve(name),
                    new Contracts.Us(organisation(name), () -> pin),
                    own,
                    () -> Optional.of(key),
                    CLOCK);
        }
    }

    @BeforeEach
    void twoBanks() {
        a = new Side("bank-a");
        b = new Side("bank-b");
    }

    private static String pin(String name, int number) {
        return "sha256:" + String.format("%032x", new BigInteger(1, name.getBytes(StandardCharsets.UTF_8)))
                + String.format("%032x", number);
    }

    private static Organisation organisation(String name) {
        return new Organisation(name, Optional.empty(), Optional.empty(), List.of());
    }

    private static Peer peer(Side other, Tlp ceiling, String purpose, String until) {
        return new Peer(
                other.name,
                organisation(other.name),
                Set.of(other.pin),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(purpose),
                Optional.empty(),
                Optional.of(LocalDate.parse(until)),
                false,
                List.of(new Grant.Read(
                        "indicators", ceiling, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "sha256:" + ceiling);
    }

    private static AgreementBook book(Side other, Peer peer) {
        SignerKey known = new SignerKey(other.key.publicKey(), Instant.EPOCH, Optional.empty(), Optional.empty());
        return new AgreementBook(
                List.of(peer),
                List.of(),
                List.of(new Signer(other.name, organisation(other.name), Set.of(), List.of(known))),
                "v");
    }

    private AgreementBook atA(Tlp ceiling) {
        return book(b, peer(b, ceiling, "warning", DAY));
    }

    private AgreementBook atB() {
        return book(a, peer(a, Tlp.GREEN, "warning", DAY));
    }

    private static Peer only(AgreementBook book) {
        return book.peers().get(0);
    }

    private String signedByBoth() {
        AgreementBook here = atA(Tlp.AMBER);
        String exported = a.contracts.export(here, only(here)).text().orElseThrow();
        String signed = a.contracts.sign(here, exported).text().orElseThrow();
        String back = b.contracts.accept(atB(), signed, false).text().orElseThrow();
        return a.contracts.accept(here, back, false).text().orElseThrow();
    }

    @Test
    void anAgreementThatBothSignIsSignedAtBothSides() {
        AgreementBook here = atA(Tlp.AMBER);
        ContractReport exported = a.contracts.export(here, only(here));
        assertThat(exported.state()).isEqualTo("unsigned");
        signedByBoth();

        assertThat(a.contracts.of(here, only(here)).state()).isEqualTo("signed");
        assertThat(b.contracts.of(atB(), only(atB())).state()).isEqualTo("signed");
        assertThat(a.contracts.of(here, only(here)).version()).isEqualTo(1);
    }

    @Test
    void changedTermsMakeANewVersionThatOldSignaturesDoNotCountFor() {
        signedByBoth();
        AgreementBook changed = atA(Tlp.RED);

        assertThat(a.contracts.of(changed, only(changed)).state()).isEqualTo("changed");
        assertThat(a.contracts.isSigned(changed, only(changed))).isFalse();
        ContractReport next = a.contracts.export(changed, only(changed));
        assertThat(next.version() + " " + next.state()).isEqualTo("2 unsigned");
        AgreementBook before = atA(Tlp.AMBER);
        assertThat(a.contracts.of(before, only(before)).state())
                .as("only the newest version counts")
                .isNotEqualTo("signed");
    }

    @Test
    void aTextThatWasChangedAfterItWasSignedIsRefused() {
        AgreementBook here = atA(Tlp.AMBER);
        String signed = a.contracts
                .sign(here, a.contracts.export(here, only(here)).text().orElseThrow())
                .text()
                .orElseThrow();
        String changed = signed.replace("\"amber\"", "\"red\"");

        assertThatThrownBy(() -> b.contracts.accept(atB(), changed, true))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("does not hold");
        assertThat(b.contracts.verify(atB(), changed).signatures())
                .extracting(ContractReport.Signature::verdict)
                .containsExactly("does not hold");
        assertThatThrownBy(() -> a.contracts.sign(here, changed)).isInstanceOf(ContractException.class);
    }

    @Test
    void anAgreementThatSaysSomethingElseThanOurFileIsTakenOnlyIfToldSo() {
        AgreementBook here = atA(Tlp.AMBER);
        String signed = a.contracts
                .sign(here, a.contracts.export(here, only(here)).text().orElseThrow())
                .text()
                .orElseThrow();
        AgreementBook other = book(a, peer(a, Tlp.GREEN, "research", "2026-12-31"));

        assertThatThrownBy(() -> b.contracts.accept(other, signed, false))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("purpose: theirs warning, ours research")
                .hasMessageContaining("valid until");
        assertThat(b.contracts.accept(other, signed, true).state()).isEqualTo("signed");
    }

    @Test
    void onlyTheTwoSidesCanSign() {
        String signed = signedByBoth();
        Side stranger = new Side("stranger");
        AgreementBook theirs = book(a, peer(a, Tlp.GREEN, "warning", DAY));

        assertThatThrownBy(() -> stranger.contracts.sign(theirs, signed))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("not with this node");
        AgreementBook here = atA(Tlp.AMBER);
        String unsigned = a.contracts.export(here, only(here)).text().orElseThrow();
        String alone = unsigned.replaceAll("(?s)\"signatures\".*", "\"signatures\": []}");
        assertThatThrownBy(() -> b.contracts.accept(atB(), alone, false))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("no signature of bank-a");
    }

    @Test
    void aRenewedCertificateLeavesItSigned() {
        signedByBoth();
        a.pin = pin("bank-a", 2);
        b.pin = pin("bank-b", 2);
        AgreementBook here = atA(Tlp.AMBER);

        assertThat(a.contracts.isSigned(here, only(here))).isTrue();
        assertThat(b.contracts.isSigned(atB(), only(atB()))).isTrue();
    }

    @Test
    void aSignatureIsADetachedJwsThatOthersVerify() throws Exception {
        JsonNode json = new ObjectMapper().readTree(signedByBoth());
        JsonNode signature = json.path("signatures").path(0);
        Base64.Encoder base64url = Base64.getUrlEncoder().withoutPadding();
        byte[] payload = CanonicalForm.of(
                        ByteSlice.ofText(json.path("agreement").toString()))
                .toByteArray();
        String input = signature.path("protected").asText() + "." + base64url.encodeToString(payload);
        Map<String, String> jwk = a.key.publicKey().jwk();
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk.get("x")), number(jwk.get("y")));
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
        verifier.update(input.getBytes(StandardCharsets.US_ASCII));

        assertThat(verifier.verify(Base64.getUrlDecoder()
                        .decode(signature.path("signature").asText())))
                .isTrue();
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
