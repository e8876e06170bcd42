package io.tidings.node.release;

import io.tidings.node.agreement.AgreementBook;
import io.tidings.node.agreement.Grant;
import io.tidings.node.agreement.Principal;
import io.tidings.node.store.Store;

/** Makes the policy for a request, of agreements, markings and recalls as they are then. Safe for any number of threads. */
final class Policies {
    private final Release.Parts parts;
    private final Notices notices;
    private final MarkingDefinitions definitions;
    private final Stripping stripping;

    Policies(Release.Parts parts, Notices notices) {
        this.parts = parts;
        this.notices = notices;
        Store store = parts.store();
        this.definitions = new MarkingDefinitions(store);
        this.stripping = new Stripping(store);
    }

    ReleasePolicy of(Principal principal, Grant.Read grant) {
        return of(parts.agreements().get(), principal, grant);
    }

    ReleasePolicy of(AgreementBook book, Principal principal, Grant.Read grant) {
        return new ReleasePolicy(
                book,
                principal,
                grant,
                new ReleasePolicy.Sight(
                        parts.options().unmarked(), parts.store().isAnyDirected(), definitions, stripping, notices),
                parts.clock().instant());
    }
}
