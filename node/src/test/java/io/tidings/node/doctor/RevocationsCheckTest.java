package io.tidings.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.cms.SigningKey;
import io.tidings.node.cms.TestCertificates;
import io.tidings.node.config.NodeHome;
import io.tidings.node.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationsCheckTest {
    private static final Instant ISSUED = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static SigningKey authority;
    private static SigningKey another;

    @TempDir
    Path directory;

    private NodeHome home;

    @BeforeAll
    static void makeKeys() throws Exception {
        authority = TestCertificates.of("Authority").authority().make();
        another = TestCertificates.of("Another").authority().make();
    }

    @BeforeEach
    void folder() throws IOException {
        home = new NodeHome(directory);
        Files.createDirectory(home.revoked());
    }

    private void list(String name, SigningKey of, Instant issued, Optional<Instant> next) throws Exception {
        Files.write(
                home.revoked().resolve(name),
                TestCertificates.revoking(of, issued, next).getEncoded());
    }

    private List<Finding> at(Instant now) {
        return new RevocationsCheck(home, now).findings();
    }

    private static void assertOne(List<Finding> findings, Level level, String... found) {
        assertThat(findings).singleElement().satisfies(each -> {
            assertThat(each.check()).isEqualTo("revocations");
            assertThat(each.level()).isEqualTo(level);
            assertThat(each.found()).contains(found);
            assertThat(each.advice()).isNotBlank();
        });
    }

    @Test
    void whereThereAreNoListsNothingIsSaid() throws IOException {
        assertThat(at(ISSUED)).isEmpty();
        Files.delete(home.revoked());
        assertThat(at(ISSUED)).isEmpty();
    }

    @Test
    void aListOfAMonthIsToldOfAWeekBeforeItsEnd() throws Exception {
        Instant next = ISSUED.plus(DAY.multipliedBy(30));
        list("a.crl", authority, ISSUED, Optional.of(next));
        assertThat(at(next.minus(DAY.multipliedBy(7)).minusSeconds(1))).isEmpty();
        assertOne(at(next.minus(DAY.multipliedBy(7))), Level.WARNING, "Authority", "a.crl", "replaced by " + next);
        assertOne(at(next), Level.FAULT, "Authority", "a.crl", "what was revoked since is still believed");
    }

    @Test
    void aListOfADayIsToldOfSixHoursBeforeItsEnd() throws Exception {
        Instant next = ISSUED.plus(DAY);
        list("a.crl", authority, ISSUED, Optional.of(next));
        assertThat(at(next.minus(Duration.ofHours(6)).minusSeconds(1))).isEmpty();
        assertOne(at(next.minus(Duration.ofHours(6))), Level.WARNING, "replaced by " + next);
    }

    @Test
    void aNewerListOfTheSameAuthorityIsEnoughAndOneOfAnotherIsNot() throws Exception {
        list("a-old.crl", authority, ISSUED, Optional.of(ISSUED.plus(DAY)));
        Instant now = ISSUED.plus(DAY.multipliedBy(2));
        list("b.crl", another, now, Optional.of(now.plus(DAY)));
        assertOne(at(now), Level.FAULT, "CN=Authority", "a-old.crl");
        list("a-new.crl", authority, now, Optional.of(now.plus(DAY)));
        assertThat(at(now)).isEmpty();
    }

    @Test
    void aListThatDoesNotSayWhenTheNextComesIsTakenAsItIs() throws Exception {
        list("a.crl", authority, ISSUED, Optional.empty());
        assertThat(at(ISSUED.plus(DAY.multipliedBy(9_999)))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsToldSinceNoPackageIsTaken() throws IOException {
        Files.writeString(home.revoked().resolve("a.crl"), "no list\n");
        assertOne(at(ISSUED), Level.FAULT, "no package is taken", "a.crl");
        Files.delete(home.revoked().resolve("a.crl"));
        Files.writeString(home.revoked().resolve("b.pins"), "sha256:0815\n");
        assertOne(at(ISSUED), Level.FAULT, "no package is taken", "b.pins: 'sha256:0815' is no fingerprint");
    }

    @Test
    void aListUnderAnotherNameIsTold() throws Exception {
        list("a.pem", authority, ISSUED, Optional.empty());
        assertOne(at(ISSUED), Level.WARNING, "a.pem is not read");
    }
}
