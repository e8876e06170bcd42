package io.tidings.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidings.node.yaml.Mistake;
import io.tidings.node.yaml.MistakesException;
import io.tidings.stix.marking.Tlp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigurationTest {
    @TempDir
    Path directory;

    @Test
    void thePublishedDefaultSaysWhatHoldsWithoutIt() throws Exception {
        NodeConfiguration published = NodeConfiguration.load(published());
        NodeConfiguration bare = load("organisation: {name: Example Organisation}");
        assertThat(published).isEqualTo(bare);
        assertThat(bare.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(bare.store()).isEqualTo(StoreSettings.DEFAULT);
        assertThat(bare.log()).isEqualTo(LogSettings.DEFAULT);
        assertThat(bare.unmarked()).isEqualTo(Tlp.AMBER);
        assertThat(bare.client()).isEqualTo(new Listener(7443, "0.0.0.0"));
        assertThat(bare.peer()).isEqualTo(new Listener(7444, "0.0.0.0"));
        assertThat(bare.plain()).isEmpty();
        assertThat(bare.metrics()).isEmpty();
    }

    @Test
    void everyCommentedSettingOfThePublishedDefaultIsValid() throws Exception {
        String all = Files.readString(published()).replaceAll("(?m)^( *)# (?=( *- |[ a-z-]+:))", "$1");
        NodeConfiguration configuration = load(all);
        assertThat(configuration.organisation().uscc()).contains("91350100M000100Y43");
        assertThat(configuration.organisation().contacts()).hasSize(1);
        assertThat(configuration.plain()).contains(new PlainListener(7080, "127.0.0.1", true, "X-Forwarded-For"));
        assertThat(configuration.metrics()).contains(new Listener(7445, "127.0.0.1"));
        assertThat(configuration.publicUrl()).contains(URI.create("https://taxii.bank.example"));
    }

    @Test
    void aNewFileCarriesTheOrganisationAndPortsWhateverTheNameHolds() throws Exception {
        String name = "Bank \"A\" \\ 银行: # {x} 'y'";
        Path file = directory.resolve("tidings.yaml");
        Files.write(file, NodeConfiguration.newFile(name, 0, 9444));
        NodeConfiguration configuration = NodeConfiguration.load(file);
        assertThat(configuration.organisation().name()).isEqualTo(name);
        assertThat(configuration.client().port()).isZero();
        assertThat(configuration.peer().port()).isEqualTo(9444);
    }

    @Test
    void allMistakesAreToldAtOnceWithLineKeyValueAndWhatIsRight() {
        List<Mistake> mistakes = mistakes("""
                organisation:
                  name: Bank A
                  uscc: "91350100M000100Y44"
                  contacts: [{name: SOC}]
                listeners:
                  client: {port: 70000}
                  plain: {port: 7080, bind: 192.0.2.1}
                public-url: http://taxii.example.com
                unmarkd: red
                limits:
                  page-default: 500
                  page-max: 100
                  page-bytes: 8 megs
                status-retention: 12h
                """);
        assertThat(mistakes)
                .extracting(Mistake::line, Mistake::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, "organisation.uscc"),
                        org.assertj.core.groups.Tuple.tuple(4, "organisation.contacts[0]"),
                        org.assertj.core.groups.Tuple.tuple(6, "listeners.client.port"),
                        org.assertj.core.groups.Tuple.tuple(7, "listeners.plain.bind"),
                        org.assertj.core.groups.Tuple.tuple(8, "public-url"),
                        org.assertj.core.groups.Tuple.tuple(9, "unmarkd"),
                        org.assertj.core.groups.Tuple.tuple(11, "limits.page-default"),
                        org.assertj.core.groups.Tuple.tuple(13, "limits.page-bytes"),
                        org.assertj.core.groups.Tuple.tuple(14, "status-retention"));
        assertThat(mistakes.get(0).right()).contains("check digit");
        assertThat(mistakes.get(2).found()).isEqualTo("70000");
        assertThat(mistakes.get(2).right()).isEqualTo("a port, 1 to 65535, or 0 for any free one");
        assertThat(mistakes.get(5).right()).startsWith("perhaps unmarked; one of organisation,");
        assertThat(mistakes.get(6).right()).contains("page-max, which is 100");
        assertThat(mistakes.get(0).toString())
                .contains("tidings.yaml:3: organisation.uscc: found \"91350100M000100Y44\"");
    }

    @Test
    void theMissingOrganisationIsAskedFor() {
        assertThat(mistakes("unmarked: red")).singleElement().satisfies(mistake -> {
            assertThat(mistake.key()).isEqualTo("organisation");
            assertThat(mistake.found()).isEqualTo("nothing");
            assertThat(mistake.right()).isEqualTo("who runs this node");
        });
    }

    @Test
    void clientAndPeerListenerCannotShareAPort() {
        assertThat(mistakes("""
                organisation: {name: A}
                listeners: {client: {port: 7444}}
                """)).extracting(Mistake::key).containsExactly("listeners.client.port");
    }

    @Test
    void theMetricsListenerIsOnLoopbackUnlessSaidOtherwiseAndHasAPortOfItsOwn() throws Exception {
        NodeConfiguration configuration = load("""
                organisation: {name: A}
                listeners: {metrics: {port: 9000}}
                """);
        assertThat(configuration.metrics()).contains(new Listener(9000, "127.0.0.1"));
        assertThat(mistakes("""
                organisation: {name: A}
                listeners: {plain: {port: 7080}, metrics: {port: 7080}}
                """)).extracting(Mistake::key).containsExactly("listeners.metrics.port");
    }

    @Test
    void timesAndSizesAreReadInTheFormsThatPeopleWrite() throws Exception {
        NodeConfiguration configuration = load("""
                organisation: {name: A}
                status-retention: PT36H
                reload-every: 500ms
                limits: {page-bytes: 512KiB, max-content-length: 1 GiB}
                """);
        assertThat(configuration.statusRetention()).isEqualTo(Duration.ofHours(36));
        assertThat(configuration.reloadEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.limits().pageBytes()).isEqualTo(512 << 10);
        assertThat(configuration.limits().maxContentLength()).isEqualTo(1 << 30);
    }

    @Test
    void packagesAreNotToBeUsedForDecades() throws Exception {
        assertThat(load("organisation: {name: A}\npackages: {validity: P3660D}")
                        .packages()
                        .validity())
                .isEqualTo(Duration.ofDays(3660));
        assertThat(mistakes("organisation: {name: A}\npackages: {validity: P3661D}"))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.key()).isEqualTo("packages.validity");
                    assertThat(mistake.line()).isEqualTo(2);
                    assertThat(mistake.right()).startsWith("at most 3660 days");
                });
    }

    @Test
    void anOutboxCompressesUnlessItIsToldNotTo() throws Exception {
        assertThat(load("""
                organisation: {name: A}
                packages:
                  outbox:
                    - {folder: out, for: bank-b, collection: c}
                    - {folder: out, for: bank-c, collection: c, compress: false}
                """).packages().outboxes())
                .extracting(PackageSettings.Outbox::compress)
                .containsExactly(true, false);
        assertThat(mistakes("""
                organisation: {name: A}
                packages: {outbox: [{folder: out, for: bank-b, collection: c, compress: little}]}
                """)).extracting(Mistake::key).containsExactly("packages.outbox[0].compress");
    }

    private NodeConfiguration load(String text) throws Exception {
        Path file = directory.resolve("tidings.yaml");
        Files.writeString(file, text);
        return NodeConfiguration.load(file);
    }

    private List<Mistake> mistakes(String text) {
        return catchThrowableOfType(MistakesException.class, () -> load(text)).mistakes();
    }

    private static Path published() {
        return Path.of(System.getProperty("user.dir"), "..", "config", "tidings.yaml")
                .normalize();
    }
}
