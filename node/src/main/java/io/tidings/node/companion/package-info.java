/**
 * Signed provenance as it travels: STIX objects in a collection beside the one that they are about, so that any TAXII
 * server can carry them. Only the form; the door out writes them, the road in reads them. From any thread.
 */
package io.tidings.node.companion;
