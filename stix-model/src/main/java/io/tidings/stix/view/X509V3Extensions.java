package io.tidings.stix.view;

import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.Optional;

/** View of the part {@code x509-v3-extensions-type} (STIX 2.1 §6.18.2). */
public final class X509V3Extensions {
    private final Members members;

    X509V3Extensions(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> basicConstraints() {
        return members.text("basic_constraints");
    }

    public Optional<String> nameConstraints() {
        return members.text("name_constraints");
    }

    public Optional<String> policyConstraints() {
        return members.text("policy_constraints");
    }

    public Optional<String> keyUsage() {
        return members.text("key_usage");
    }

    public Optional<String> extendedKeyUsage() {
        return members.text("extended_key_usage");
    }

    public Optional<String> subjectKeyIdentifier() {
        return members.text("subject_key_identifier");
    }

    public Optional<String> authorityKeyIdentifier() {
        return members.text("authority_key_identifier");
    }

    public Optional<String> subjectAlternativeName() {
        return members.text("subject_alternative_name");
    }

    public Optional<String> issuerAlternativeName() {
        return members.text("issuer_alternative_name");
    }

    public Optional<String> subjectDirectoryAttributes() {
        return members.text("subject_directory_attributes");
    }

    public Optional<String> crlDistributionPoints() {
        return members.text("crl_distribution_points");
    }

    public Optional<String> inhibitAnyPolicy() {
        return members.text("inhibit_any_policy");
    }

    public Optional<StixTimestamp> privateKeyUsagePeriodNotBefore() {
        return members.time("private_key_usage_period_not_before");
    }

    public Optional<StixTimestamp> privateKeyUsagePeriodNotAfter() {
        return members.time("private_key_usage_period_not_after");
    }

    public Optional<String> certificatePolicies() {
        return members.text("certificate_policies");
    }

    public Optional<String> policyMappings() {
        return members.text("policy_mappings");
    }
}
