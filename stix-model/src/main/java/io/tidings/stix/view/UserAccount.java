package io.tidings.stix.view;

import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import java.util.Optional;

/** View of {@code user-account} objects (STIX 2.1 §6.16). */
public final class UserAccount extends ObjectView {
    private UserAccount(StixObject object) {
        super(object, "user-account");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static UserAccount of(StixObject object) {
        return new UserAccount(object);
    }

    public Optional<String> userId() {
        return members().text("user_id");
    }

    public Optional<String> credential() {
        return members().text("credential");
    }

    public Optional<String> accountLogin() {
        return members().text("account_login");
    }

    /** A term of {@code account-type-ov}, or any other. */
    public Optional<String> accountType() {
        return members().text("account_type");
    }

    public Optional<String> displayName() {
        return members().text("display_name");
    }

    public Optional<Boolean> isServiceAccount() {
        return members().flag("is_service_account");
    }

    public Optional<Boolean> isPrivileged() {
        return members().flag("is_privileged");
    }

    public Optional<Boolean> canEscalatePrivs() {
        return members().flag("can_escalate_privs");
    }

    public Optional<Boolean> isDisabled() {
        return members().flag("is_disabled");
    }

    public Optional<StixTimestamp> accountCreated() {
        return members().time("account_created");
    }

    public Optional<StixTimestamp> accountExpires() {
        return members().time("account_expires");
    }

    public Optional<StixTimestamp> credentialLastChanged() {
        return members().time("credential_last_changed");
    }

    public Optional<StixTimestamp> accountFirstLogin() {
        return members().time("account_first_login");
    }

    public Optional<StixTimestamp> accountLastLogin() {
        return members().time("account_last_login");
    }

    public Optional<UnixAccountExt> unixAccountExt() {
        return extensionMembers("unix-account-ext").map(UnixAccountExt::new);
    }
}
