package io.tidings.node.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.taxii.server.backend.Credentials;
import io.tidings.taxii.server.backend.Credentials.Scheme;
import io.tidings.taxii.server.backend.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class RecognitionTest {
    private static final String HERE = "192.0.2.7";

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final CountingHash hash = new CountingHash();
    private final Refusals refusals = new Refusals(clock);
    private final AtomicReference<AgreementBook> book = new AtomicReference<>(Books.clients(
            Books.client("misp", hash.of("right"), hash.of("token-right")),
            Books.client("siem", hash.of("other"), hash.of("token-other"), "198.51.100.0/24")));
    private final Recognition recognition = new Recognition(book::get, hash, clock, new SecureRandom(), refusals);

    @Test
    void aClientIsRecognisedByPasswordAndByToken() {
        assertThat(basic("misp", "right", HERE)).map(Principal::name).contains("client:misp");
        assertThat(bearer(Recognition.token("misp", "token-right")))
                .map(Principal::name)
                .contains("client:misp");
    }

    @Test
    void aWrongSecretAnotherClientsSecretOrNoneIsRefusedWithItsReason() {
        assertThat(basic("misp", "wrong", HERE)).isEmpty();
        assertThat(basic("misp", "token-right", HERE)).isEmpty();
        assertThat(basic("misp", "other", HERE)).isEmpty();
        assertThat(basic("nobody", "right", HERE)).isEmpty();
        assertThat(bearer("token-right")).isEmpty();
        assertThat(bearer("misp.")).isEmpty();
        assertThat(bearer(".")).isEmpty();
        assertThat(bearer("")).isEmpty();
        assertThat(recognise(new Scheme.None())).isEmpty();
        assertThat(recognise(new Scheme.Unknown(Optional.of("Digest")))).isEmpty();
        assertThat(refusals.counts())
                .containsEntry(Refusal.WRONG_SECRET, 4L)
                .containsEntry(Refusal.UNKNOWN_USER, 4L)
                .containsEntry(Refusal.NO_CREDENTIALS, 1L)
                .containsEntry(Refusal.UNKNOWN_SCHEME, 1L);
    }

    @Test
    void aPollingClientCostsOneSlowHash() {
        for (int i = 0; i < 100; i++) {
            assertThat(basic("misp", "right", HERE)).isPresent();
        }
        assertThat(hash.computed()).isEqualTo(1);
    }

    @Test
    void aRightSecretIsComparedAgainAfterAWhileAndAfterAReload() {
        basic("misp", "right", HERE);
        clock.advance(Duration.ofMinutes(11));
        basic("misp", "right", HERE);
        assertThat(hash.computed()).isEqualTo(2);
        recognition.forget();
        basic("misp", "right", HERE);
        assertThat(hash.computed()).isEqualTo(3);
    }

    @Test
    void anUnknownUserCostsAsManySlowHashesAsAWrongPassword() {
        basic("misp", "wrong", HERE);
        assertThat(hash.computed()).isEqualTo(1);
        basic("nobody", "wrong", HERE);
        assertThat(hash.computed()).isEqualTo(2);
    }

    @Test
    void aChangedPasswordEndsTheOldOneAtOnceThoughItWasRememberedAsRight() {
        assertThat(basic("misp", "right", HERE)).isPresent();
        book.set(Books.clients(Books.client("misp", hash.of("new"), hash.of("token"))));
        assertThat(basic("misp", "right", HERE)).isEmpty();
        assertThat(basic("misp", "new", HERE)).isPresent();
    }

    @Test
    void aRemovedClientHasNoAccessFromThatMoment() {
        assertThat(basic("misp", "right", HERE)).isPresent();
        book.set(Books.clients());
        assertThat(basic("misp", "right", HERE)).isEmpty();
    }

    @Test
    void aClientMayComeFromItsNetworksOnly() {
        assertThat(basic("siem", "other", "198.51.100.9")).isPresent();
        assertThat(basic("siem", "other", HERE)).isEmpty();
        assertThat(refusals.counts()).containsEntry(Refusal.ADDRESS_NOT_ALLOWED, 1L);
    }

    @Test
    void tooManyFailuresOfOneUserFromOneAddressWaitAndOthersDoNot() {
        for (int i = 0; i < 10; i++) {
            basic("siem", "guess " + i, HERE);
        }
        int before = hash.computed();
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> basic("siem", "other", HERE));
        assertThat(refused.httpStatus()).isEqualTo(429);
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        assertThat(hash.computed()).isEqualTo(before);
        assertThat(basic("misp", "right", HERE)).isPresent();
        assertThat(basic("siem", "other", "198.51.100.9")).isPresent();
        clock.advance(Duration.ofMinutes(6));
        assertThat(basic("siem", "wrong", HERE)).isEmpty();
    }

    @Test
    void aClientThatIsAlreadyPollingIsNotLockedOutByAGuesser() {
        assertThat(basic("misp", "right", HERE)).isPresent();
        for (int i = 0; i < 10; i++) {
            basic("misp", "guess " + i, HERE);
        }
        assertThat(basic("misp", "right", HERE)).isPresent();
    }

    @Test
    void guessingFromOneAddressAtManyUsersEnds() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 60; i++) {
                        basic("user-" + i, "guess", HERE);
                    }
                })
                .isInstanceOf(RefusedException.class);
        assertThat(hash.computed()).isEqualTo(50);
    }

    @Test
    void aSecretOfAnyLengthCostsNoMoreThanALongOne() {
        assertThat(basic("misp", "x".repeat(1_000_000), HERE)).isEmpty();
        assertThat(hash.longest()).isLessThan(5_000);
    }

    @Test
    void aPeerIsRecognisedByCertificateOrKeyPin() {
        var certificate = TestCertificates.valid("bank-b", clock.instant());
        book.set(Books.peers(Books.pinned("bank-b", certificate.pin())));
        assertThat(byCertificate(certificate)).map(Principal::name).contains("peer:bank-b");
        book.set(Books.peers(Books.pinned("bank-b", certificate.keyPin())));
        assertThat(byCertificate(TestCertificates.renewed(certificate, "bank-b", clock.instant())))
                .map(Principal::name)
                .contains("peer:bank-b");
    }

    @Test
    void aPinnedCertificateIsRefusedOutsideItsDaysOrForAnotherUse() {
        var certificate = TestCertificates.valid("bank-b", clock.instant());
        var serverOnly = TestCertificates.selfSigned(
                "bank-c", clock.instant(), clock.instant().plus(Duration.ofDays(9)), KeyPurposeId.id_kp_serverAuth);
        book.set(Books.peers(Books.pinned("bank-b", certificate.pin()), Books.pinned("bank-c", serverOnly.keyPin())));
        assertThat(byCertificate(serverOnly)).isEmpty();
        clock.advance(Duration.ofDays(-2));
        assertThat(byCertificate(certificate)).isEmpty();
        clock.advance(Duration.ofDays(4));
        assertThat(byCertificate(certificate)).isEmpty();
        assertThat(refusals.counts())
                .containsEntry(Refusal.WRONG_KEY_USAGE, 1L)
                .containsEntry(Refusal.CERTIFICATE_NOT_YET_VALID, 1L)
                .containsEntry(Refusal.CERTIFICATE_EXPIRED, 1L);
    }

    @Test
    void anAgreementHoldsFromItsFirstDayToTheEndOfTheDayBeforeItsUntil() {
        var early = new TestClock("2026-11-21T23:59:59Z");
        var certificate = TestCertificates.selfSigned(
                "bank-b",
                early.instant().minus(Duration.ofDays(9)),
                early.instant().plus(Duration.ofDays(99)),
                TestCertificates.BOTH_ENDS);
        book.set(Books.peers(Books.between("bank-b", "2026-11-22", "2026-11-24", certificate.pin())));
        var byDay = new Recognition(book::get, hash, early, new SecureRandom(), refusals);
        var credentials = new Credentials(new Scheme.None(), List.of(certificate.certificate()), HERE);
        assertThat(byDay.recognise(credentials)).isEmpty();
        early.advance(Duration.ofSeconds(1));
        assertThat(byDay.recognise(credentials)).isPresent();
        early.advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(byDay.recognise(credentials)).isPresent();
        early.advance(Duration.ofSeconds(1));
        assertThat(byDay.recognise(credentials)).isEmpty();
        assertThat(refusals.counts()).containsEntry(Refusal.OUTSIDE_AGREEMENT, 2L);
    }

    @Test
    void aCertificateOfTheNamedAuthorityIsTheOneWithTheNamedSubject() throws Exception {
        var authority = TestCertificates.authority("CA", clock.instant());
        var other = TestCertificates.authority("CA", clock.instant());
        String pem = pem(authority.certificate().getEncoded());
        book.set(Books.peers(Books.byAuthority("platform", pem, "Platform.example")));
        var good = TestCertificates.issued(authority, "CA", "platform", clock.instant());
        var wrongName = TestCertificates.issued(authority, "CA", "bank-x", clock.instant());
        var wrongAuthority = TestCertificates.issued(other, "CA", "platform", clock.instant());
        assertThat(byCertificate(good)).map(Principal::name).contains("peer:platform");
        assertThat(byCertificate(wrongName)).isEmpty();
        assertThat(byCertificate(wrongAuthority)).isEmpty();
        assertThat(byCertificate(TestCertificates.valid("platform", clock.instant())))
                .isEmpty();
        assertThat(byCertificate(authority)).isEmpty();
    }

    @Test
    void anUnknownCertificateDoesNotStandInTheWayOfAPassword() {
        var certificate = TestCertificates.valid("somebody", clock.instant());
        var credentials = new Credentials(
                new Scheme.Basic("misp", "right".toCharArray()), List.of(certificate.certificate()), HERE);
        assertThat(recognition.recognise(credentials)).map(Principal::name).contains("client:misp");
    }

    private Optional<Principal> basic(String user, String password, String address) {
        return recognition.recognise(
                new Credentials(new Scheme.Basic(user, password.toCharArray()), List.of(), address));
    }

    private Optional<Principal> bearer(String token) {
        return recognise(new Scheme.Bearer(token.toCharArray()));
    }

    private Optional<Principal> recognise(Scheme scheme) {
        return recognition.recognise(new Credentials(scheme, List.of(), HERE));
    }

    private Optional<Principal> byCertificate(TestCertificates.Pair pair) {
        return recognition.recognise(new Credentials(new Scheme.None(), List.of(pair.certificate()), HERE));
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** scrypt at a test's cost, counting what is compared. */
    private static final class CountingHash implements SlowHash {
        private final SlowHash scrypt = new ScryptHash(new SecureRandom(), 2, 1);
        private final AtomicInteger computed = new AtomicInteger();
        private final AtomicInteger longest = new AtomicInteger();

        PasswordHash of(String secret) {
            return hash(secret.getBytes(StandardCharsets.UTF_8));
        }

        int computed() {
            return computed.get();
        }

        int longest() {
            return longest.get();
        }

        @Override
        public PasswordHash hash(byte[] secret) {
            return scrypt.hash(secret);
        }

        @Override
        public PasswordHash ofNothing() {
            return scrypt.ofNothing();
        }

        @Override
        public boolean matches(byte[] secret, PasswordHash hash) {
            computed.incrementAndGet();
            longest.accumulateAndGet(secret.length, Math::max);
            return scrypt.matches(secret, hash);
        }
    }
}
