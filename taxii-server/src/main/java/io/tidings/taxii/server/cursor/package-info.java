/**
 * The {@code next} values of TAXII 2.1 §3.5: made for one requester, endpoint and collection, sealed, and kept by
 * nobody but the client. Pure; called from worker threads by the paged endpoints.
 */
package io.tidings.taxii.server.cursor;
