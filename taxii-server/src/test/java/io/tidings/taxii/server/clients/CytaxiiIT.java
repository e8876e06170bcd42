package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** cytaxii2: uses the default root as a URL, sends Content-Type on GET, may post a bundle. */
class CytaxiiIT extends ClientReplay {
    private Client client() {
        return server.client().with("Content-Type", Client.TAXII);
    }

    @Test
    void theDefaultRootIsAUrlOfItsOwn() {
        URI root = URI.create(client().get("/taxii2").json().get("default").asText());
        assertThat(root.isAbsolute()).isTrue();
        assertThat(client().get(root.getPath() + "collections/").status()).isEqualTo(200);
    }

    @Test
    void itsContentTypeOnGetIsIgnoredAndItsBundleIsTaken() {
        assertThat(client().get(OBJECTS + "?limit=1").status()).isEqualTo(200);
        assertThat(client().with("Content-Type", "application/json")
                        .get(OBJECTS)
                        .status())
                .isEqualTo(200);
        assertThat(client().post(OBJECTS, BUNDLE).status()).isEqualTo(202);
    }

    @Test
    void wrongCredentialsComeWithAChallenge() {
        Reply reply = client().with("Authorization", "Basic eDp5").get("/taxii2/");
        assertThat(reply.headers("WWW-Authenticate")).anyMatch(challenge -> challenge.startsWith("Basic "));
    }
}
