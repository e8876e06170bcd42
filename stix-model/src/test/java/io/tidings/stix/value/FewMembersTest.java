package io.tidings.stix.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FewMembersTest {
    /** All of one hash, so that nothing but equality tells them apart. */
    private static final List<String> ALIKE = List.of("AaAa", "AaBB", "BBAa", "BBBB");

    @ParameterizedTest
    @MethodSource("io.tidings.stix.testing.Seeds#hundred")
    void theyAnswerAsAnyOtherMapOfTheSameMembers(long seed) {
        Random random = new Random(seed);
        Map<String, JsonValue> expected = new LinkedHashMap<>();
        int count = random.nextInt(FewMembers.MOST + 1);
        for (int i = 0; i < count; i++) {
            String name = random.nextInt(4) == 0 ? ALIKE.get(random.nextInt(4)) : "n" + random.nextInt(60);
            expected.put(name, JsonNumber.of(i));
        }
        Map<String, JsonValue> members =
                of(new ArrayList<>(expected.keySet()), expected).orElseThrow();
        assertThat(members).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(expected.size());
        assertThat(expected).isEqualTo(members);
        assertThat(List.copyOf(members.keySet())).isEqualTo(List.copyOf(expected.keySet()));
        assertThat(List.copyOf(members.values())).isEqualTo(List.copyOf(expected.values()));
        List<String> passed = new ArrayList<>();
        members.forEach((name, value) -> passed.add(name + value));
        assertThat(passed)
                .isEqualTo(expected.entrySet().stream()
                        .map(it -> it.getKey() + it.getValue())
                        .toList());
        for (int i = 0; i < 60; i++) {
            String name = "n" + i;
            assertThat(members.get(name)).isEqualTo(expected.get(name));
            assertThat(members.containsKey(name)).isEqualTo(expected.containsKey(name));
            assertThat(members.keySet().contains(name)).isEqualTo(expected.containsKey(name));
        }
    }

    private static Optional<Map<String, JsonValue>> of(List<String> names, Map<String, JsonValue> values) {
        return FewMembers.of(
                names.toArray(String[]::new), names.stream().map(values::get).toArray(JsonValue[]::new));
    }

    @Test
    void aNameThatComesTwiceIsNoticedAmongNamesOfOneHash() {
        JsonValue value = new JsonNull();
        for (int i = 0; i < ALIKE.size(); i++) {
            List<String> names = new ArrayList<>(ALIKE);
            assertThat(of(names, Map.of("AaAa", value, "AaBB", value, "BBAa", value, "BBBB", value)))
                    .isPresent();
            names.add(i, new String(ALIKE.get(i)));
            assertThat(of(names, Map.of("AaAa", value, "AaBB", value, "BBAa", value, "BBBB", value)))
                    .isEmpty();
        }
    }

    @Test
    void nothingChangesThem() {
        Map<String, JsonValue> members =
                of(List.of("a"), Map.of("a", new JsonNull())).orElseThrow();
        assertThatThrownBy(() -> members.put("a", new JsonNull())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.keySet().remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.entrySet().iterator().next().setValue(new JsonNull()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(members).containsOnlyKeys("a");
    }
}
