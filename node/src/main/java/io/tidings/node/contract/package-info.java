/**
 * Agreements as contracts: the terms of a peer's file as a canonical text, both sides' signatures over it, and what was signed
 * when. Knows no network; a contract travels as a file. Called by the operator's calls, and at every load of the agreements,
 * from any thread.
 */
package io.tidings.node.contract;
