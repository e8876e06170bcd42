package io.tidings.taxii.client.json;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.taxii.client.failure.MalformedReplyException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A small TAXII resource as read. A member of another type than asked for counts as absent, except where it is
 * required: a client goes on with what it does not understand (T-163).
 */
public final class ResourceObject {
    private final URI url;
    private final Map<String, Object> members;

    private ResourceObject(URI url, Map<String, Object> members) {
        this.url = url;
        this.members = members;
    }

    /**
     * The JSON object that {@code body} is; closes it. How large it may be is for the stream to bound.
     *
     * @throws MalformedReplyException if it is no JSON object
     */
    public static ResourceObject read(URI url, InputStream body) throws IOException {
        return JsonParsers.read(url, body, parser -> {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedReplyException(url, "a TAXII resource is a JSON object", 0, null);
            }
            ResourceObject resource = new ResourceObject(url, JsonValues.members(parser));
            if (parser.nextToken() != null) {
                throw new MalformedReplyException(
                        url,
                        "there is something after the end of the JSON object",
                        parser.currentTokenLocation().getByteOffset(),
                        null);
            }
            return resource;
        });
    }

    static ResourceObject of(URI url, Map<String, Object> members) {
        return new ResourceObject(url, members);
    }

    /** A string; a number is taken as its text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name)).flatMap(ResourceObject::asText);
    }

    /** @throws MalformedReplyException if there is no such text */
    public String requiredText(String name) throws MalformedReplyException {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> missing(name));
    }

    /** True, or not: absent counts as false. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** A whole number from 0 up that fits a long; 0 if absent. */
    public long count(String name) {
        Object value = members.get(name);
        if (value instanceof BigDecimal number
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
            return number.longValue();
        }
        return 0;
    }

    /** Those elements of a list that are texts. */
    public List<String> texts(String name) {
        return elements(name).stream()
                .map(ResourceObject::asText)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those elements of a list that are objects. */
    public List<ResourceObject> objects(String name) {
        return elements(name).stream()
                .filter(Map.class::isInstance)
                .map(element -> of(url, asMembers(element)))
                .toList();
    }

    /** The members of a member that is an object; empty if there is none. */
    public Map<String, Object> dictionary(String name) {
        return asMembers(members.get(name));
    }

    /** Every member but the {@code known} ones: custom properties (TAXII 2.1 §7.1), in order. */
    public Map<String, Object> others(Set<String> known) {
        Map<String, Object> others = new LinkedHashMap<>(members);
        others.keySet().removeAll(known);
        return others;
    }

    private List<?> elements(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }

    private MalformedReplyException missing(String name) {
        return new MalformedReplyException(url, "the resource has no \"" + name + "\", which is required", -1, null);
    }

    private static Optional<String> asText(Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        return value instanceof BigDecimal number ? Optional.of(number.toString()) : Optional.empty();
    }

    private static Map<String, Object> asMembers(@org.jspecify.annotations.Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> (String) entry.getKey(),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }
}
