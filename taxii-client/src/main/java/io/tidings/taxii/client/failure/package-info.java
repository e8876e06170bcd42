/**
 * What can go wrong between a client and a server, one type each. All are {@link java.io.IOException}s, so that they
 * pass unchanged through whatever reads a reply's body. Thrown on the calling thread.
 */
package io.tidings.taxii.client.failure;
