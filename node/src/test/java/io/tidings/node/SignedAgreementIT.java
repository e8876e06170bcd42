package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.node.operations.FollowReport;
import io.tidings.stix.marking.Tlp;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where signatures are required, a peer has access by an agreement that both sides signed, and by no other. */
class SignedAgreementIT {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestNode bankA;
    private TestNode bankB;

    @BeforeEach
    void twoBanks() throws Exception {
        bankA = TestNode.create(vertx, directory.resolve("a"), "bank-a");
        String yaml = Files.readString(bankA.home.configuration());
        Files.writeString(
                bankA.home.configuration(), yaml.replace("require-signatures: false", "require-signatures: true"));
        bankA.start();
        bankB = TestNode.create(vertx, directory.resolve("b"), "bank-b").start();
        bankA.addCollection("feed");
        bankB.addCollection("from-a");
        bankA.agreeWith(bankB, "bank-b").mayRead("feed", Tlp.RED).write();
        bankB.agreeWith(bankA, "bank-a")
                .follow("feed", "from-a", Duration.ofHours(1))
                .write();
        bankA.trust(bankB, "bank-b");
        bankB.trust(bankA, "bank-a");
    }

    @AfterEach
    void stop() {
        bankA.close();
        bankB.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Optional<String> follow() {
        List<FollowReport> reports = bankB.operations().follow(Optional.empty(), p -> {});
        return reports.get(0).error();
    }

    @Test
    void aPeerHasAccessOnceBothSignedAndNoMoreOnceTheTermsChange() throws Exception {
        assertThat(follow()).hasValueSatisfying(error -> assertThat(error).contains("404"));

        String exported = bankA.operations().contracts().export("bank-b").text().orElseThrow();
        String signed = bankA.operations().contracts().sign(exported).text().orElseThrow();
        String back =
                bankB.operations().contracts().accept(signed, false).text().orElseThrow();
        assertThat(follow()).as("bank A has only its own signature").isPresent();
        bankA.operations().contracts().accept(back, false);
        assertThat(follow()).isEmpty();

        bankA.agreeWith(bankB, "bank-b").mayRead("feed", Tlp.AMBER).write();
        assertThat(follow()).isPresent();
        assertThat(bankA.operations().contracts().list().get(0).state()).isEqualTo("changed");
    }
}
