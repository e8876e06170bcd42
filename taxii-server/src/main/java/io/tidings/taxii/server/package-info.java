/**
 * TAXII 2.1 server as a library: {@link io.tidings.taxii.server.TaxiiServer} mounts the protocol on a Vert.x router and
 * serves what a program's {@link io.tidings.taxii.server.backend.TaxiiBackend} gives it. Called by the program at start
 * and stop.
 */
package io.tidings.taxii.server;
