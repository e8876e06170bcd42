package io.tidings.node.operations;

/**
 * One version of an object with all that proves which way it came, for someone who has nothing but this.
 *
 * @param content the object as it is kept, in base64
 * @param canonical its canonical form (RFC 8785), in base64
 * @param chain its chain as JSON
 * @param keys the keys that it needs as a JWK Set (RFC 7517), as far as this node knows them
 */
public record ProvenanceExport(
        String version, String collection, String content, String canonical, String chain, String keys) {}
