/**
 * The audit log: what was collected, assessed, shared, used, administered and refused, as chained lines in files that an
 * auditor verifies without this program (docs/audit.md). {@link io.tidings.node.audit.AuditLog} writes from a thread of its
 * own and may be called from any; {@link io.tidings.node.audit.StoreJournal} brings in what the store's receipts and ledger
 * hold; {@link io.tidings.node.audit.AuditVerifier} proves files, with or without a node.
 */
package io.tidings.node.audit;
