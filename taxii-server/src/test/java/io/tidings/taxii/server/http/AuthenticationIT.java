package io.tidings.taxii.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import io.tidings.taxii.server.testing.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationIT {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Dataset.backend().token("s3cret", "analyst"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/taxii2/",
                "/intel/feeds/",
                "/nowhere/",
                "/intel/feeds/collections/",
                "/a/b/c/d",
                "/%ff/",
                "/intel/feeds/status/ffffffff-ffff-4fff-8fff-ffffffffffff/"
            })
    void withoutCredentialsEveryPathAnswersTheSame(String path) {
        Reply reply = server.client().without("Authorization").get(path);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers("WWW-Authenticate"))
                .containsExactly("Basic realm=\"taxii\", charset=\"UTF-8\"", "Bearer realm=\"taxii\"");
        assertThat(reply.header("Content-Type")).contains(Client.TAXII);
        assertThat(reply.json().get("title").asText()).isNotEmpty();
        assertThat(reply.json().get("error_code").asText()).isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic bm9jb2xvbg==",
                "Basic YW5hbHlzdDp3cm9uZw==",
                "Bearer",
                "Bearer wrong",
                "Bearer a b",
                "Digest username=x",
                "x",
                "Negotiate abc"
            })
    void credentialsThatAreWrongOrMalformedAreUnauthorized(String authorization) {
        assertThat(server.client()
                        .with("Authorization", authorization)
                        .get("/taxii2/")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YW5hbHlzdDpleGFtcGxlLW9ubHk=", "basic YW5hbHlzdDpleGFtcGxlLW9ubHk=",
                        "BASIC  YW5hbHlzdDpleGFtcGxlLW9ubHk=",
                "Bearer s3cret", "bearer s3cret", "Token s3cret"
            })
    void schemesAreKnownInAnyLetterCase(String authorization) {
        assertThat(server.client()
                        .with("Authorization", authorization)
                        .get("/taxii2/")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void authenticationComesBeforeEverythingElse() {
        Client nobody = server.client().without("Authorization").with("Accept", "text/html");
        assertThat(nobody.get("/taxii2/").status()).isEqualTo(401);
        assertThat(nobody.send("PATCH", "/taxii2/").status()).isEqualTo(401);
        assertThat(nobody.post("/intel/feeds/collections/x/objects/?limit=0", "x")
                        .status())
                .isEqualTo(401);
    }
}
