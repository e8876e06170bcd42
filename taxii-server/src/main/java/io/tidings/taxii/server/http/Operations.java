package io.tidings.taxii.server.http;

import io.tidings.taxii.server.http.Target.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What can be done with which resource.
 *
 * @param gets for GET and HEAD
 */
public record Operations(Map<Kind, Endpoint> gets, Map<Kind, BodyEndpoint> posts, Map<Kind, Endpoint> deletes) {
    public Operations {
        gets = Map.copyOf(gets);
        posts = Map.copyOf(posts);
        deletes = Map.copyOf(deletes);
    }

    Optional<Endpoint> withoutBody(String method, Kind target) {
        return switch (method) {
            case "GET", "HEAD" -> Optional.ofNullable(gets.get(target));
            case "DELETE" -> Optional.ofNullable(deletes.get(target));
            default -> Optional.empty();
        };
    }

    Optional<BodyEndpoint> withBody(String method, Kind target) {
        return method.equals("POST") ? Optional.ofNullable(posts.get(target)) : Optional.empty();
    }

    /** The value of {@code Allow}. */
    String allowed(Kind target) {
        SortedSet<String> methods = new TreeSet<>();
        methods.add("OPTIONS");
        if (gets.containsKey(target)) {
            methods.add("GET");
            methods.add("HEAD");
        }
        if (posts.containsKey(target)) {
            methods.add("POST");
        }
        if (deletes.containsKey(target)) {
            methods.add("DELETE");
        }
        return String.join(", ", methods);
    }
}
