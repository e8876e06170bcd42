/** Comparing a server's manifest with what is held here, to mend a cursor that went wrong. Blocks. */
package io.tidings.taxii.client.repair;
