package io.tidings.node;

import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * A company and two banks, each a node that runs: the company has the collection {@code feed}, bank A {@code from-company},
 * bank B {@code from-a}. Without agreements, which are what tests differ in.
 */
record ThreeOrganisations(Vertx vertx, TestNode company, TestNode bankA, TestNode bankB) implements AutoCloseable {
    /** @param directory to make their homes in */
    static ThreeOrganisations start(Path directory) throws Exception {
        Vertx vertx = Vertx.vertx();
        TestNode company = TestNode.create(vertx, directory.resolve("company"), "Lighthouse")
                .start();
        TestNode bankA =
                TestNode.create(vertx, directory.resolve("a"), "Bank A").start();
        TestNode bankB =
                TestNode.create(vertx, directory.resolve("b"), "Bank B").start();
        company.addCollection("feed");
        bankA.addCollection("from-company");
        bankB.addCollection("from-a");
        return new ThreeOrganisations(vertx, company, bankA, bankB);
    }

    /** Each knows the seals of those that it gets content or word from. */
    void knowEachOther() throws Exception {
        bankA.trust(company, "company");
        bankA.trust(bankB, "bank-b");
        bankB.trust(bankA, "bank-a");
        bankB.trust(company, "company");
        company.trust(bankA, "bank-a");
    }

    @Override
    public void close() {
        company.close();
        bankA.close();
        bankB.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
