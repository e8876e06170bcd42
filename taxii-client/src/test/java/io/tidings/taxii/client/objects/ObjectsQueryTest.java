package io.tidings.taxii.client.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.taxii.client.paging.PagePosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ObjectsQueryTest {
    @Test
    void everythingIsEscapedAndTimesHaveSixDigits() {
        String text = ObjectsQuery.latest()
                .with("type", List.of("indicator", "malware"))
                .with("tlp", List.of("amber+strict"))
                .text(new PagePosition(
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Optional.of("a&b=c"), OptionalInt.of(5)));
        assertThat(text)
                .isEqualTo("added_after=2026-01-01T00:00:00.000000Z&limit=5&next=a%26b%3Dc"
                        + "&match%5Btlp%5D=amber%2Bstrict&match%5Btype%5D=indicator,malware");
    }

    @Test
    void whatTheStandardForbidsCannotBeAsked() {
        ObjectsQuery query = ObjectsQuery.latest();
        assertThatThrownBy(() -> query.with("version", List.of("all", "last"))).hasMessageContaining("stands alone");
        assertThatThrownBy(() -> query.with("type", List.of("a,b"))).hasMessageContaining("comma");
        assertThatThrownBy(() -> query.with("type", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.withLimit(0)).hasMessageContaining("greater than zero");
        assertThat(query.with("version", List.of("last", "last")).match()).containsEntry("version", List.of("last"));
    }
}
