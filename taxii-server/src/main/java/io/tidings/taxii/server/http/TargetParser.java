package io.tidings.taxii.server.http;

import io.tidings.taxii.server.http.Target.Kind;
import io.tidings.taxii.server.query.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads paths. An API root has one or more segments (or none at all), so its end shows only in what follows it:
 * {@code collections} or {@code status}.
 */
public final class TargetParser {
    private static final int LONGEST_PATH = 4_096;

    private TargetParser() {}

    /**
     * @param rawPath still encoded. A missing slash at the end changes nothing, nor does one too many, which
     *     clients write that join a base and a root (MISP)
     */
    public static Target parse(String rawPath) {
        if (rawPath.length() > LONGEST_PATH || !rawPath.startsWith("/")) {
            return Target.NOTHING;
        }
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.split("/")) {
            if (!raw.isEmpty()) {
                Optional<String> segment = decode(raw);
                if (segment.isEmpty()) {
                    return Target.NOTHING;
                }
                segments.add(segment.get());
            }
        }
        return target(segments);
    }

    private static Target target(List<String> segments) {
        if (segments.equals(List.of("taxii2"))) {
            return Target.DISCOVERY;
        }
        for (int i = 0; i < segments.size(); i++) {
            Optional<Kind> kind = kind(segments.subList(i, segments.size()));
            if (kind.isPresent()) {
                return inRoot(kind.get(), segments, i);
            }
        }
        return inRoot(Kind.API_ROOT, segments, segments.size());
    }

    private static Target inRoot(Kind kind, List<String> segments, int rootLength) {
        StringBuilder root = new StringBuilder("/");
        for (String segment : segments.subList(0, rootLength)) {
            // Decoded, such a segment would stand for another path.
            if (segment.contains("/") || segment.equals(".") || segment.equals("..")) {
                return Target.NOTHING;
            }
            root.append(segment).append('/');
        }
        int at = rootLength + 1;
        boolean ofCollection = kind.compareTo(Kind.COLLECTION) >= 0;
        int itemAt = kind == Kind.STATUS ? at : at + 2;
        return new Target(
                kind,
                root.toString(),
                ofCollection ? segments.get(at) : "",
                kind == Kind.STATUS || kind == Kind.OBJECT || kind == Kind.VERSIONS ? segments.get(itemAt) : "");
    }

    /** What follows an API root, if it is a whole path of TAXII. */
    private static Optional<Kind> kind(List<String> rest) {
        if (rest.get(0).equals("status")) {
            return rest.size() == 2 ? Optional.of(Kind.STATUS) : Optional.empty();
        }
        if (!rest.get(0).equals("collections")) {
            return Optional.empty();
        }
        return switch (rest.size()) {
            case 1 -> Optional.of(Kind.COLLECTIONS);
            case 2 -> Optional.of(Kind.COLLECTION);
            case 3 ->
                rest.get(2).equals("manifest")
                        ? Optional.of(Kind.MANIFEST)
                        : Optional.of(Kind.OBJECTS).filter(kind -> rest.get(2).equals("objects"));
            case 4 -> Optional.of(Kind.OBJECT).filter(kind -> rest.get(2).equals("objects"));
            case 5 ->
                Optional.of(Kind.VERSIONS)
                        .filter(kind ->
                                rest.get(2).equals("objects") && rest.get(4).equals("versions"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> decode(String raw) {
        return PercentEncoding.decode(raw, false).filter(text -> text.chars().noneMatch(Character::isISOControl));
    }
}
