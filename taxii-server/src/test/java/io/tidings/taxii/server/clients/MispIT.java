package io.tidings.taxii.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.taxii.server.testing.Client;
import io.tidings.taxii.server.testing.Client.Reply;
import io.tidings.taxii.server.testing.Dataset;
import org.junit.jupiter.api.Test;

/** MISP: lower-case scheme, doubled slashes, an empty next, pushes the same again and again. */
class MispIT extends ClientReplay {
    private Client client() {
        return server.client()
                .with("Authorization", BASIC.replace("Basic", "basic"))
                .with("Content-Type", Client.TAXII);
    }

    @Test
    void aUrlJoinedFromBaseAndRootIsFound() {
        assertThat(client().get("/" + ROOT + "/collections/").status()).isEqualTo(200);
    }

    @Test
    void browsingWithAnEmptyNextBeginsAtTheBeginning() {
        Reply page = client().get(OBJECTS + "?limit=50&next=");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.ids()).hasSize(3);
    }

    @Test
    void aPushRepeatedIsNoErrorAndAddsNothing() {
        String envelope = "{\"objects\":[" + Dataset.fresh(1) + "," + Dataset.fresh(2) + "]}";
        assertThat(client().post(OBJECTS, envelope).status()).isEqualTo(202);
        assertThat(client().post(OBJECTS, envelope).json().get("failure_count").asInt())
                .isZero();
        assertThat(backend.contents(Dataset.WORKING_SET)).hasSize(7);
    }
}
