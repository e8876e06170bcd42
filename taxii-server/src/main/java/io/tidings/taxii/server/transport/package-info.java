/**
 * The protocol's way onto Vert.x: requests in, bodies received, answers sent, each within bounds of time and memory.
 * Runs on event loops and never blocks them; what blocks is handed to {@link
 * io.tidings.taxii.server.transport.Workers}.
 */
package io.tidings.taxii.server.transport;
