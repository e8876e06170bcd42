package io.tidings.taxii.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.RunningServer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS 1.3 with a client certificate, as peers connect. */
class TlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        makeKey("server", "CN=localhost");
        makeKey("client", "CN=peer");
        HttpServerOptions listener = RunningServer.listener()
                .setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setKeyCertOptions(
                        new PfxOptions().setPath(path("server").toString()).setPassword(PASSWORD))
                .setTrustOptions(
                        new PfxOptions().setPath(path("client").toString()).setPassword(PASSWORD))
                .setClientAuth(ClientAuth.REQUEST);
        server = RunningServer.start(Dataset.backend().certificate("CN=peer", "analyst"), options -> options, listener);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path path(String name) {
        return directory.resolve(name + ".p12");
    }

    private void makeKey(String name, String subject) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        name,
                        "-dname",
                        subject,
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        path(name).toString(),
                        "-storepass",
                        PASSWORD,
                        "-validity",
                        "2")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private KeyStore keyStore(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Client client(HttpClient.Version version, boolean withCertificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keyStore("server").getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore("client"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(withCertificate ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
        HttpClient http =
                HttpClient.newBuilder().version(version).sslContext(context).build();
        return Client.over(http, "https://localhost:" + server.port());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aPeerIsKnownByItsCertificate(HttpClient.Version version) throws Exception {
        Client peer = client(version, true);
        Reply reply = peer.get("/taxii2/");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.http().version()).isEqualTo(version);
        assertThat(reply.http().sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(reply.json().get("default").asText())
                .isEqualTo("https://localhost:" + server.port() + "/intel/feeds/");
        String objects = "/intel/feeds/collections/" + Dataset.WORKING_SET + "/objects/";
        assertThat(peer.get(objects).ids()).hasSize(3);
        assertThat(peer.post(objects, "{\"objects\":[" + Dataset.fresh(1) + "]}")
                        .status())
                .isEqualTo(202);
        assertThat(peer.post("/intel/feeds/collections/none/objects/", "x".repeat(300_000))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void withoutACertificateAPasswordStillWorksAndNothingDoesNot() throws Exception {
        Client client = client(HttpClient.Version.HTTP_2, false);
        assertThat(client.as("analyst", "example-only").get("/taxii2/").status())
                .isEqualTo(200);
        assertThat(client.get("/taxii2/").status()).isEqualTo(401);
    }
}
