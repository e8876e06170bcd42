package io.tidings.node.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A quarantine in memory, for one collection. */
public final class FakeQuarantine implements Quarantining {
    public final List<QuarantineReport.Shown> held = new ArrayList<>();

    @Override
    public QuarantineReport list(Optional<String> source, int most) {
        List<QuarantineReport.Item> items = held.stream()
                .map(QuarantineReport.Shown::item)
                .filter(item -> source.filter(it -> !it.equals(item.source())).isEmpty())
                .toList();
        return new QuarantineReport(items.size(), items.subList(0, Math.min(most, items.size())));
    }

    @Override
    public List<QuarantineReport.Shown> show(String objectId) {
        return chosen(new Choice(List.of(objectId), Optional.empty()));
    }

    @Override
    public List<QuarantineReport.Outcome> release(Choice choice) {
        List<QuarantineReport.Outcome> outcomes = chosen(choice).stream()
                .map(QuarantineReport.Shown::item)
                .map(item -> new QuarantineReport.Outcome(item.id(), item.version(), item.target(), true, ""))
                .toList();
        drop(choice);
        return outcomes;
    }

    @Override
    public int drop(Choice choice) {
        List<QuarantineReport.Shown> going = chosen(choice);
        held.removeAll(going);
        return going.size();
    }

    @Override
    public SensitiveReport scan(String collection, Consumer<Operations.Progress> progress) {
        return new SensitiveReport(collection, 3, 0, List.of());
    }

    @Override
    public List<QuarantineReport.Count> findings() {
        return list(Optional.empty(), Integer.MAX_VALUE).items().stream()
                .map(item -> new QuarantineReport.Count(item.source(), "error", "S-110", 1, item.id(), item.problem()))
                .toList();
    }

    private List<QuarantineReport.Shown> chosen(Choice choice) {
        List<QuarantineReport.Shown> chosen = held.stream()
                .filter(shown -> choice.ids().contains(shown.item().id())
                        || choice.source().filter(shown.item().source()::equals).isPresent())
                .toList();
        if (chosen.isEmpty()) {
            throw new OperationException(OperationException.Kind.NOT_FOUND, "there is none in quarantine");
        }
        return chosen;
    }
}
