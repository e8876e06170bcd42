/**
 * Whom the client trusts and as whom it appears in TLS (TAXII 2.1 §8.5). Pins and identity are asked for anew at each
 * handshake, so that they can change while the client runs. Called on event-loop threads: suppliers must not block.
 */
package io.tidings.taxii.client.tls;
