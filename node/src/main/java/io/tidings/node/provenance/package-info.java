/** Where an object came from and who got it, put together from the store's receipts and ledger. */
package io.tidings.node.provenance;
