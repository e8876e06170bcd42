package io.tidings.taxii.server.filter;

import com.fasterxml.jackson.core.JsonToken;
import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.query.PropertyFilter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Passes objects of which some value, at one of some paths, passes a test. */
final class PathFilter implements PropertyFilter {
    private final String text;
    private final PathTree everyType;
    private final Map<String, PathTree> byType;
    private final byte[] name;
    private final PathTree.ValueTest test;

    /** All {@code paths} end in the same name. */
    PathFilter(String text, List<PropertyPath> paths, PathTree.ValueTest test) {
        this.text = text;
        this.everyType = tree(paths, Set.of());
        this.byType = paths.stream()
                .flatMap(path -> path.types().stream())
                .distinct()
                .collect(Collectors.toMap(type -> type, type -> tree(paths, Set.of(type)), (a, b) -> a, HashMap::new));
        this.name = ('"' + paths.get(0).leaf() + '"').getBytes(StandardCharsets.UTF_8);
        this.test = test;
    }

    private static PathTree tree(List<PropertyPath> paths, Set<String> type) {
        PathTree tree = new PathTree();
        paths.stream()
                .filter(path -> path.types().isEmpty() || path.types().containsAll(type) && !type.isEmpty())
                .forEach(path -> tree.add(path.path()));
        return tree;
    }

    @Override
    public boolean matches(StixObject object) {
        PathTree paths = byType.getOrDefault(object.type(), everyType);
        return !paths.isEmpty()
                && ByteScan.mayContain(object.bytes(), name)
                && ObjectJson.ask(
                        object.bytes(),
                        parser -> parser.nextToken() == JsonToken.START_OBJECT && paths.anyInObject(parser, test));
    }

    @Override
    public String text() {
        return text;
    }
}
