package io.tidings.node.agreement;

import java.util.List;
import java.util.Optional;

/** Who stands behind a peer (F-01). {@code uscc} is a unified social credit code with its check digit verified. */
public record Organisation(String name, Optional<String> uscc, Optional<String> role, List<Contact> contacts) {
    public Organisation {
        contacts = List.copyOf(contacts);
    }

    /** Someone to reach. */
    public record Contact(String name, Optional<String> email, Optional<String> phone) {}
}
