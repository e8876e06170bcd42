package io.tidings.taxii.server.http;

import io.tidings.taxii.server.backend.PageEnd;
import io.tidings.taxii.server.query.TaxiiTimestamp;
import java.util.ArrayList;
import java.util.List;

/** {@code X-TAXII-Date-Added-First} and {@code -Last} (TAXII 2.1 §3.2; on empty pages as in contract 6). */
public final class PageHeaders {
    private PageHeaders() {}

    /** A header without a value is left out, never sent empty. */
    public static List<Answer.Header> of(PageEnd end) {
        List<Answer.Header> headers = new ArrayList<>(2);
        end.first()
                .ifPresent(first ->
                        headers.add(new Answer.Header("X-TAXII-Date-Added-First", TaxiiTimestamp.format(first))));
        end.last()
                .ifPresent(
                        last -> headers.add(new Answer.Header("X-TAXII-Date-Added-Last", TaxiiTimestamp.format(last))));
        return headers;
    }
}
