package io.tidings.node.exchange;

import io.tidings.node.agreement.Follow;
import io.tidings.node.agreement.Peer;

/** One followed collection of one peer; its text names the cursor in the store. */
record FollowKey(String peer, String apiRoot, String collection, String into) {
    static FollowKey of(Peer peer, Follow follow) {
        return new FollowKey(peer.name(), follow.apiRoot().toString(), follow.collection(), follow.into());
    }

    String text() {
        return peer + " " + apiRoot + " " + collection + " " + into;
    }
}
