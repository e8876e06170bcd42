package io.tidings.node.taxii;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Principal;
import io.tidings.node.agreement.Recognition;
import io.tidings.node.quota.Quotas;
import io.tidings.node.store.StoredCollection;
import io.tidings.taxii.server.backend.RefusedException;
import java.util.function.Supplier;

/** Who somebody is, what was agreed with them, and how much of it they have used. */
public record Access(Recognition recognition, Supplier<AgreementBook> agreements, Quotas quotas) {
    /** What a principal is told that was not granted it; noted as an attempt. */
    RefusedException denied(Principal principal, StoredCollection collection, String what) {
        recognition.notGranted(principal, collection.name() + ": " + what);
        return RefusedException.forbidden(what);
    }
}
