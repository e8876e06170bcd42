package io.tidings.taxii.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuthTest {
    @Test
    void basicIsSentInUtf8() {
        assertThat(Auth.basic("jörg", Secret.of("geheim")).authorization()).contains("Basic asO2cmc6Z2VoZWlt");
    }

    @Test
    void secretsDoNotShow() {
        assertThat(Auth.basic("user", Secret.of("hunter2")).toString()).doesNotContain("hunter2");
        assertThat(Auth.bearer(Secret.of("hunter2")).toString()).doesNotContain("hunter2");
    }

    @Test
    void aUserNameWithAColonIsRefused() {
        assertThatThrownBy(() -> Auth.basic("a:b", Secret.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
