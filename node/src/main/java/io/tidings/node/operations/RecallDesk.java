package io.tidings.node.operations;

import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.recall.RecallRefusedException;
import io.tidings.node.recall.RecallReport;
import io.tidings.node.recall.Recalls;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.time.StixTimestamp;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@link Recalling} on the recalls of a node in this process. */
public record RecallDesk(Recalls recalls) implements Recalling {
    @Override
    public RecallReport recall(String objectId, Optional<String> version, String reason) {
        StixId object = id(objectId);
        Optional<StixTimestamp> asked = version.map(text -> StixTimestamp.parse(text)
                .orElseThrow(() -> new OperationException(
                        Kind.INVALID, "\"" + text + "\" is no version, such as 2026-01-31T00:00:00.000Z")));
        return answered(() -> recalls.issue(object, asked, reason));
    }

    @Override
    public List<RecallReport> list() {
        return recalls.list();
    }

    @Override
    public List<RecallReport> show(String objectId) {
        List<RecallReport> found = recalls.of(id(objectId));
        if (found.isEmpty()) {
            throw new OperationException(Kind.NOT_FOUND, "there is no recall of " + objectId);
        }
        return found;
    }

    @Override
    public RecallReport apply(String objectId) {
        StixId object = id(objectId);
        return answered(() -> recalls.apply(object));
    }

    @Override
    public RecallReport forget(String objectId) {
        StixId object = id(objectId);
        return answered(() -> recalls.forget(object));
    }

    private static RecallReport answered(Supplier<RecallReport> call) {
        try {
            return call.get();
        } catch (RecallRefusedException refused) {
            Kind kind = switch (refused.why()) {
                case INVALID -> Kind.INVALID;
                case NOT_FOUND -> Kind.NOT_FOUND;
                case CONFLICT -> Kind.CONFLICT;
            };
            throw new OperationException(kind, String.valueOf(refused.getMessage()));
        }
    }

    private static StixId id(String text) {
        return StixId.parse(text)
                .orElseThrow(() ->
                        new OperationException(Kind.INVALID, "\"" + text + "\" is no STIX identifier, type--UUID"));
    }
}
