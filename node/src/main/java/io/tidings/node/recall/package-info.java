/**
 * Recalls: signed withdrawals of objects, which go the way that the objects went. Statements and their verification,
 * what becomes of the objects here, who is told, and who answered; docs/provenance.md specifies what travels. Called by
 * the doors, by follows and by the operator, from worker threads.
 */
package io.tidings.node.recall;
