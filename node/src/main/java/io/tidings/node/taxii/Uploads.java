package io.tidings.node.taxii;

import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.intake.CreatorAuthority;
import io.tidings.node.intake.Delivery;
import io.tidings.node.intake.DiskFullException;
import io.tidings.node.intake.Intake;
import io.tidings.node.intake.IntakeReport;
import io.tidings.node.intake.Verdict;
import io.tidings.node.store.Receipt;
import io.tidings.node.store.StoreBusyException;
import io.tidings.node.store.StoreUnavailableException;
import io.tidings.node.store.StoredCollection;
import io.tidings.stix.content.MalformedContentException;
import io.tidings.taxii.server.backend.RefusedException;
import io.tidings.taxii.server.backend.Status;
import io.tidings.taxii.server.backend.Submission;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings what is sent to the door in, and what became of it into a status. Safe for use by any number of threads; blocks. */
final class Uploads {
    private static final Duration WHEN_SOMEONE_MADE_ROOM = Duration.ofMinutes(5);

    private final Intake intake;
    private final Access access;
    private final Statuses statuses;
    private final Clock clock;
    private final UploadsAtOnce atOnce;

    Uploads(Intake intake, Access access, Statuses statuses, Clock clock, UploadsAtOnce atOnce) {
        this.intake = intake;
        this.access = access;
        this.statuses = statuses;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    Status take(Principal principal, StoredCollection target, Submission submission)
            throws MalformedContentException, IOException {
        Grant.Write grant = principal
                .mayWrite(target.name())
                .orElseThrow(() -> access.denied(principal, target, "Adding objects is not granted."));
        Delivery delivery = delivery(principal, target, grant, submission);
        intake.wait(delivery).ifPresent(wait -> {
            throw RefusedException.tooMany("The agreement's number of objects a day is used up.", wait);
        });
        UploadsAtOnce.Room room = atOnce.take(submission.length());
        try {
            IntakeReport report = intake.take(
                    delivery, submission::open, done -> access.recognition().requireShared(principal));
            Status status = status(delivery.receipt().at(), report);
            statuses.keep(principal.name(), status);
            return status;
        } catch (StoreBusyException | StoreUnavailableException full) {
            throw RefusedException.unavailable(
                    "The node cannot store more at this moment; send it again.", TaxiiRoad.SOON);
        } catch (DiskFullException full) {
            // Not 507: clients know 503 with Retry-After as what passes, and send again.
            throw RefusedException.unavailable(
                    "The node's disk is full: nothing is taken in until its operator has made room.",
                    WHEN_SOMEONE_MADE_ROOM);
        } finally {
            room.close();
        }
    }

    private Delivery delivery(Principal principal, StoredCollection target, Grant.Write grant, Submission submission) {
        return new Delivery(
                target.id(),
                new Receipt(
                        principal.name(),
                        "taxii-post",
                        clock.instant(),
                        Optional.of(principal.agreement()),
                        Optional.empty(),
                        submission.requestId()),
                grant.maxTlp(),
                grant.types(),
                grant.objectsPerDay(),
                new CreatorAuthority(access.agreements().get(), principal.name()),
                grant.acceptance());
    }

    private Status status(Instant at, IntakeReport report) {
        return new Status(
                statuses.newId(),
                true,
                at,
                report.total(),
                report.successes(),
                details(report, true),
                report.failures(),
                details(report, false),
                0,
                List.of());
    }

    private static List<Status.Detail> details(IntakeReport report, boolean successes) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.isSuccess() == successes)
                .map(verdict -> detail(verdict))
                .toList();
    }

    private static Status.Detail detail(Verdict verdict) {
        return new Status.Detail(verdict.id(), verdict.version(), verdict.message());
    }
}
