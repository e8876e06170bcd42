package io.tidings.node.operations;

import io.tidings.node.agreement.Acceptance;
import io.tidings.node.agreement.Peer;
import io.tidings.node.agreement.Principal;
import io.tidings.node.intake.Content;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Verdict;
import io.tidings.node.operations.OperationException.Kind;
import io.tidings.node.operations.Operations.Progress;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.validate.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes what an operator publishes. Safe for any number of threads; blocks. */
final class PublishDesk {
    private static final int MOST_PROBLEMS = 100;
    private static final int MOST_ADDRESSEES = 100;

    private final NodeParts parts;
    private final Named named;

    PublishDesk(NodeParts parts) {
        this.parts = parts;
        this.named = new Named(parts);
    }

    /** As {@link Operations#publish}. */
    PublishReport publish(
            String collection,
            Optional<Profile> profile,
            List<String> to,
            Content content,
            String origin,
            Consumer<Progress> progress)
            throws IOException, MalformedContentException {
        StoredCollection target = named.collection(collection);
        List<String> audience = audience(target, to);
        Delivery delivery = new Delivery(
                        target.id(),
                        parts.receipt("publish", origin),
                        Tlp.RED,
                        Optional.empty(),
                        Optional.empty(),
                        new CreatorAuthority(parts.agreements().get(), NodeParts.OPERATOR),
                        new Acceptance(profile, false))
                .to(audience);
        IntakeReport report = parts.intake()
                .take(delivery, content, done -> progress.accept(new Progress("publish " + target.name(), done)));
        return new PublishReport(
                target.name(),
                report.total(),
                report.stored(),
                report.alreadyHeld(),
                report.claimed(),
                report.quarantined(),
                report.refused(),
                problems(report));
    }

    private List<String> audience(StoredCollection target, List<String> to) {
        if (to.size() > MOST_ADDRESSEES) {
            throw new OperationException(
                    Kind.INVALID, "directed to more than " + MOST_ADDRESSEES + " peers: make a collection for them");
        }
        List<String> audience = new ArrayList<>();
        for (String name : to) {
            Peer peer = parts.agreements()
                    .get()
                    .peer(name.startsWith("peer:") ? name.substring("peer:".length()) : name)
                    .orElseThrow(() -> new OperationException(
                            Kind.NOT_FOUND,
                            "there is no peer " + name + "; 'tidings peer list' shows those there are"));
            Principal principal = new Principal.OfPeer(peer);
            if (principal.mayRead(target.name()).isEmpty()) {
                throw new OperationException(
                        Kind.CONFLICT,
                        peer.name() + " may not read " + target.name()
                                + ", so it would not be given what is directed to"
                                + " it; grant it the collection first");
            }
            audience.add(principal.name());
        }
        return audience;
    }

    private static List<PublishReport.Problem> problems(IntakeReport report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.isSuccess())
                .limit(MOST_PROBLEMS)
                .map(PublishDesk::problem)
                .toList();
    }

    private static PublishReport.Problem problem(Verdict verdict) {
        return new PublishReport.Problem(
                verdict.id(), verdict.version(), verdict.message().orElse("not stored"));
    }
}
