package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import org.junit.jupiter.api.Test;

/** Palo Alto XSOAR: tries versions by Accept, finds collections by title, stops at an envelope without objects. */
class XsoarIT extends ClientReplay {
    private Client client() {
        return server.client().with("Authorization", "Token s3cret");
    }

    @Test
    void version21IsServedAndVersion20IsNotAcceptable() {
        assertThat(client().get("/taxii2/").status()).isEqualTo(200);
        assertThat(client().with("Accept", "application/vnd.oasis.taxii+json; version=2.0")
                        .get("/taxii2/")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void titlesAreUnique() {
        assertThat(client().get(ROOT + "collections/").json().get("collections"))
                .extracting(collection -> collection.get("title").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void aListOfTypesIsTakenInPagesOfAHundred() {
        assertThat(client().get(OBJECTS + "?limit=100&match%5Btype%5D=indicator%2Crelationship%2Cmalware")
                        .ids())
                .hasSize(2);
    }
}
