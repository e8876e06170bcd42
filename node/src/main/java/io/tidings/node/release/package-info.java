/**
 * The door out: what of a collection a principal gets, decided by its agreement, the markings and the agreement of
 * whoever gave the content, and recorded in the ledger before the first byte leaves. No one else hands objects out.
 */
package io.tidings.node.release;
