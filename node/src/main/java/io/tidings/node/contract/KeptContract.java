package io.tidings.node.contract;

/**
 * One version of a contract as it is kept.
 *
 * @param terms digest of our own file's terms when it was
 */
record KeptContract(Contract contract, String terms) {
    int version() {
        return contract.version();
    }
}
