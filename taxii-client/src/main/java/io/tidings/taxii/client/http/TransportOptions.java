package io.tidings.taxii.client.http;

import io.tidings.taxii.client.tls.TlsOptions;
import java.time.Clock;

/**
 * What a transport needs to know.
 *
 * @param userAgent name and version (T-032, I-001)
 * @param maxConnections to one server; requests beyond it wait
 * @param clock tells whether a pinned certificate is in date
 */
public record TransportOptions(
        Credentials credentials,
        TlsOptions tls,
        Timeouts timeouts,
        String userAgent,
        int maxConnections,
        Clock clock) {}
