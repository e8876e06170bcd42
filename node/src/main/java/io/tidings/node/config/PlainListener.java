package io.tidings.node.config;

/**
 * Where plain HTTP is spoken, on loopback only.
 *
 * @param port 0 means any free one
 * @param bind {@code 127.0.0.1} or {@code ::1}
 * @param trustedProxy whether {@code clientAddressHeader} is believed
 * @param clientAddressHeader in which the proxy states the client's address
 */
public record PlainListener(int port, String bind, boolean trustedProxy, String clientAddressHeader) {
    /** On 127.0.0.1, believing no header. */
    public static PlainListener onLoopback(int port) {
        return new PlainListener(port, "127.0.0.1", false, "X-Forwarded-For");
    }
}
