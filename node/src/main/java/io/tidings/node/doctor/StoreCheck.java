package io.tidings.node.doctor;

import io.tidings.node.operations.OperationException;
import io.tidings.node.operations.StatusReport;
import io.tidings.node.store.DamagedStoreException;
import io.tidings.node.store.MissingStoreException;
import io.tidings.node.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the store opens, or a running node has it. */
final class StoreCheck {
    private static final String CHECK = "store";
    private static final String ENCRYPTION = "encryption";

    private StoreCheck() {}

    /** @param sound whether configuration, agreements and keystore are; else the store is not opened */
    static Examined<StatusReport> status(Patient.StatusSource source, boolean sound) {
        try {
            Optional<StatusReport> running = source.ofRunningNode();
            if (running.isEmpty() && !sound) {
                return notLookedAt();
            }
            StatusReport status = running.isPresent() ? running.get() : source.byOpening();
            String collections = status.collections().size() + " collections";
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(
                    "node",
                    status.running() ? "runs since " + status.startedAt().orElse("?") : "does not run"));
            findings.add(Finding.ok(
                    CHECK, status.running() ? "held by the running node, " + collections : "opens, " + collections));
            status.unencryptedBytes().map(StoreCheck::encryption).ifPresent(findings::add);
            return Examined.sound(status, findings);
        } catch (DamagedStoreException e) {
            return broken("cannot be opened: " + e.getMessage(), "see Backup and restore in docs/operating.md");
        } catch (MissingStoreException e) {
            return broken(String.valueOf(e.getMessage()), "mount data/ or restore a backup");
        } catch (StoreUnavailableException e) {
            return broken(String.valueOf(e.getMessage()), "end what has it open (ps, fuser); then look again");
        } catch (OperationException e) {
            return broken(String.valueOf(e.getMessage()), "look at the node's log; restart it if it does not answer");
        } catch (Exception e) {
            return broken(
                    "cannot be opened: " + e.getMessage(),
                    "look at owner and permissions of data/; if the file is broken, restore a backup");
        }
    }

    private static Finding encryption(long plain) {
        return plain == 0
                ? Finding.ok(ENCRYPTION, "all that is stored is encrypted")
                : Finding.warning(
                        ENCRYPTION,
                        plain + " bytes of objects were stored before store.encrypt was switched on, and are not",
                        "tidings key encrypt-stored");
    }

    private static Examined<StatusReport> broken(String found, String advice) {
        return Examined.broken(List.of(Finding.fault(CHECK, found, advice)));
    }

    private static Examined<StatusReport> notLookedAt() {
        return Examined.broken(List.of(Finding.warning(
                CHECK, "not looked at: no node can open it with the faults above", "mend those first")));
    }
}
