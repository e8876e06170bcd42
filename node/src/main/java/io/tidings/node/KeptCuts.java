package io.tidings.node;

import io.tidings.node.agreement.CutOff;
import io.tidings.node.store.Store;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Keeps cuts in the store. */
record KeptCuts(Store store) implements CutOff.Keeper {
    private static final String AREA = "cut";

    @Override
    public Map<String, String> all() {
        return store.states(AREA);
    }

    @Override
    public void keep(String who, String text) {
        try {
            store.putState(AREA, who, text).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }
}
