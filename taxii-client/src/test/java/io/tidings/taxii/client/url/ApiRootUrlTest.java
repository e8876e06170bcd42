package io.tidings.taxii.client.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRootUrlTest {
    private static final URI BASE = URI.create("https://taxii.example.com:6443/taxii2/");

    @ParameterizedTest
    @CsvSource({
        "https://h.example.net/apiroot1/, https://h.example.net/apiroot1/",
        "https://h.example.net/apiroot1, https://h.example.net/apiroot1/",
        "https://h.example.net, https://h.example.net/",
        "/someapiroot/, https://taxii.example.com:6443/someapiroot/",
        "/feeds/one, https://taxii.example.com:6443/feeds/one/",
    })
    void absoluteAndRelativeRootsAreResolvedAndEndInASlash(String reference, String expected) {
        assertThat(ApiRootUrl.resolve(BASE, reference)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://taxii.example.com/api/",
                "//h.example.com/apiroot1",
                "../someapiroot/",
                "/a/../../b/",
                "/a/%2e%2e/b/",
                "https://foo.example/bar?baz",
                "https://foo.example/bar#x",
                "https://user:pw@foo.example/bar/",
                "ftp://foo.example/",
                "not a url",
            })
    void rootsThatTheStandardForbidsAreRefused(String reference) {
        assertThatThrownBy(() -> ApiRootUrl.resolve(BASE, reference)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectionIdsNeedNotBeUuidsAndAreEscaped() {
        CollectionUrl collection = ApiRootUrl.of("https://h.example/a/").collection("x-mitre-collection--1/ä?");
        assertThat(collection.objects())
                .hasToString("https://h.example/a/collections/x-mitre-collection--1%2F%C3%A4%3F/objects/");
        assertThat(collection.versions("a--b"))
                .hasToString(
                        "https://h.example/a/collections/x-mitre-collection--1%2F%C3%A4%3F/objects/a--b/versions/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/a/", "http://127.0.0.1/a/", "http://[::1]:80/a/"})
    void plainHttpIsAllowedOnLoopback(String url) {
        assertThat(ApiRootUrl.of(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://localhost.example.com/", "http://127.0.0.1.example.com/"})
    void plainHttpIsRefusedElsewhere(String url) {
        assertThatThrownBy(() -> ApiRootUrl.of(url)).hasMessageContaining("loopback");
    }
}
