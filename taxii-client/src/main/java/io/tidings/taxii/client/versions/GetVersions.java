package io.tidings.taxii.client.versions;

import io.tidings.taxii.client.failure.PagingException;
import io.tidings.taxii.client.failure.PagingException.Reason;
import io.tidings.taxii.client.http.Requests;
import io.tidings.taxii.client.json.PagedList;
import io.tidings.taxii.client.objects.ObjectsQuery;
import io.tidings.taxii.client.paging.PageDates;
import io.tidings.taxii.client.paging.PageEnd;
import io.tidings.taxii.client.paging.PagePosition;
import io.tidings.taxii.client.paging.PageWalk;
import io.tidings.taxii.client.paging.PagingRules;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks for the versions of an object, all pages (TAXII 2.1 §5.8). */
public final class GetVersions {
    /** More versions of one object than anyone has; a server with more is not telling the truth. */
    private static final int MOST = 100_000;

    private final Requests requests;

    public GetVersions(Requests requests) {
        this.requests = requests;
    }

    /**
     * In the server's order, as it writes them, each once; empty if it has none.
     *
     * @param specVersions which specification versions to include; empty for the newest
     */
    public List<String> read(CollectionUrl collection, String objectId, List<String> specVersions) throws IOException {
        ObjectsQuery query = specVersions.isEmpty()
                ? ObjectsQuery.latest()
                : ObjectsQuery.latest().with("spec_version", specVersions);
        URI url = collection.versions(objectId);
        PageWalk walk = new PageWalk(url, PagePosition.first(Optional.empty(), query.limit()), PagingRules.literal());
        Set<String> versions = new LinkedHashSet<>();
        List<String> page = new ArrayList<>();
        boolean more = true;
        while (more) {
            PageEnd end = page(url, query.text(walk.position()), page);
            int before = versions.size();
            versions.addAll(page);
            if (versions.size() > MOST) {
                throw new PagingException(url, Reason.TOO_MANY_PAGES, "more than " + MOST + " versions of one object");
            }
            more = walk.advance(end, versions.size() - before);
        }
        return List.copyOf(versions);
    }

    private PageEnd page(URI url, String query, List<String> into) throws IOException {
        return requests.getPage(query.isEmpty() ? url : URI.create(url + "?" + query), reply -> {
            into.clear();
            PagedList list = PagedList.ofTexts(reply.url(), reply.body(), "versions", version -> {
                if (into.size() <= MOST) {
                    into.add(version);
                }
            });
            return new PageEnd(
                    list.more(),
                    list.next(),
                    PageDates.first(reply::header),
                    PageDates.last(reply::header),
                    into.size());
        });
    }
}
