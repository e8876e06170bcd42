package io.tidings.taxii.client.follow;

import io.tidings.taxii.client.paging.PagingRules;

/**
 * How to follow.
 *
 * @param maxBatchObjects handed over at once
 * @param maxBatchBytes handed over at once; a single larger object comes alone
 * @param paging the page limit ends a follow in good order, at {@link FollowOutcome.Ending#PAGE_LIMIT}
 * @param verify whether first to look, with one small request for the manifest, if the server still has the last
 *     entry seen
 */
public record FollowOptions(int maxBatchObjects, long maxBatchBytes, PagingRules paging, boolean verify) {
    /** 10,000 objects or 16 MiB, without looking. */
    public static FollowOptions standard() {
        return new FollowOptions(10_000, 16L << 20, PagingRules.careful(), false);
    }

    public FollowOptions verifying() {
        return new FollowOptions(maxBatchObjects, maxBatchBytes, paging, true);
    }

    public FollowOptions unverified() {
        return new FollowOptions(maxBatchObjects, maxBatchBytes, paging, false);
    }

    /** Ends after {@code pages}; the next follow goes on from there. */
    public FollowOptions upToPages(int pages) {
        return new FollowOptions(maxBatchObjects, maxBatchBytes, paging.withMaxPages(pages), verify);
    }

    /** @throws IllegalArgumentException if a bound is not positive */
    public FollowOptions {
        if (maxBatchObjects < 1 || maxBatchBytes < 1) {
            throw new IllegalArgumentException("a batch has room for at least one object");
        }
    }
}
