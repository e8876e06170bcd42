package io.tidings.node.cli;

import io.tidings.node.api.wire.JsonForm;
import io.tidings.taxii.client.TaxiiClient;
import io.tidings.taxii.client.collections.CollectionResource;
import io.tidings.taxii.client.discovery.Discovery;
import io.tidings.taxii.client.failure.BrokenReplyException;
import io.tidings.taxii.client.failure.MalformedReplyException;
import io.tidings.taxii.client.failure.NoAnswerException;
import io.tidings.taxii.client.failure.RefusedException;
import io.tidings.taxii.client.failure.TaxiiClientException;
import io.tidings.taxii.client.failure.UnreachableException;
import io.tidings.taxii.client.failure.UntrustedServerException;
import io.tidings.taxii.client.url.ApiRootUrl;
import io.tidings.taxii.client.url.CollectionUrl;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a TAXII server offers: its API roots and their collections. */
final class ServerDirectory {
    private final TaxiiClient client;
    private final URI server;
    private final Terminal terminal;

    ServerDirectory(TaxiiClient client, URI server, Terminal terminal) {
        this.client = client;
        this.server = server;
        this.terminal = terminal;
    }

    /** A root that could be read. */
    private record Root(ApiRootUrl url, String title, List<CollectionResource> collections) {}

    private static final JsonForm<CollectionResource> COLLECTION = JsonForm.shown((out, c) -> out.text("id", c.id())
            .text("alias", c.alias())
            .text("title", c.title())
            .text("description", c.description())
            .flag("canRead", c.canRead())
            .flag("canWrite", c.canWrite()));

    private static final JsonForm<Root> ROOT =
            JsonForm.shown((out, root) -> out.text("url", root.url().toString())
                    .text("title", root.title())
                    .list("collections", COLLECTION, root.collections()));

    void show(boolean json) throws IOException {
        List<Root> roots = roots();
        if (json) {
            terminal.print(
                    JsonForm.text(out -> out.text("server", server.toString()).list("roots", ROOT, roots)));
            return;
        }
        var table = new Table("API ROOT", "COLLECTION", "ALIAS", "READ", "WRITE", "TITLE");
        for (Root root : roots) {
            if (root.collections().isEmpty()) {
                table.row(root.url().toString(), "(none visible)", "-", "-", "-", "-");
            }
            for (CollectionResource each : root.collections()) {
                table.row(
                        root.url().toString(),
                        each.id(),
                        each.alias().orElse("-"),
                        each.canRead() ? "yes" : "no",
                        each.canWrite() ? "yes" : "no",
                        each.title());
            }
        }
        table.lines().forEach(terminal::print);
    }

    /** The collection of that id, alias or title; ids go first. */
    CollectionUrl find(String wanted) throws IOException {
        List<CollectionUrl> named = new ArrayList<>();
        for (Root root : roots()) {
            for (CollectionResource each : root.collections()) {
                if (each.id().equals(wanted)) {
                    return root.url().collection(each.id());
                }
                if (each.alias().filter(wanted::equals).isPresent()
                        || each.title().equals(wanted)) {
                    named.add(root.url().collection(each.id()));
                }
            }
        }
        if (named.size() > 1) {
            throw new CommandFailure(
                    ExitCode.MISTAKE,
                    "--collection: '" + wanted + "' names " + named.size() + " collections there; give the id of one");
        }
        if (named.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "--collection: " + server + " shows us no collection '" + wanted
                            + "'; run this without --collection to see what it shows");
        }
        return named.get(0);
    }

    private List<Root> roots() throws IOException {
        List<Root> roots = new ArrayList<>();
        List<ApiRootUrl> urls = urls();
        for (ApiRootUrl url : urls) {
            try {
                roots.add(new Root(url, client.apiRoot(url).title(), client.collections(url)));
            } catch (TaxiiClientException e) {
                if (urls.size() == 1) {
                    throw e;
                }
                terminal.note("left out: " + Table.shown(url + ": " + e.getMessage()));
            }
        }
        return roots;
    }

    // Whoever was given the URL of an API root has no discovery to ask.
    private List<ApiRootUrl> urls() throws IOException {
        try {
            Discovery discovery = client.discovery();
            discovery
                    .refused()
                    .forEach(
                            root -> terminal.note("left out: " + Table.shown(root.reference() + ": " + root.reason())));
            return discovery.apiRoots().isEmpty() ? List.of(new ApiRootUrl(server)) : discovery.apiRoots();
        } catch (MalformedReplyException noDiscovery) {
            return List.of(new ApiRootUrl(server));
        }
    }

    static CommandFailure failure(TaxiiClientException e) {
        return new CommandFailure(exitCode(e), e.getMessage() + advice(e), e);
    }

    private static ExitCode exitCode(TaxiiClientException e) {
        if (e instanceof RefusedException refused && refused.status() == 404) {
            return ExitCode.NOT_FOUND;
        }
        if (e.mayPass()
                || e instanceof UnreachableException
                || e instanceof NoAnswerException
                || e instanceof BrokenReplyException) {
            return ExitCode.UNAVAILABLE;
        }
        return e instanceof RefusedException || e instanceof UntrustedServerException
                ? ExitCode.REFUSED
                : ExitCode.FAILED;
    }

    private static String advice(TaxiiClientException e) {
        if (e instanceof RefusedException refused && refused.status() == 401) {
            return "; check name and password, or log in with --user NAME --password-stdin, or with --home DIR by certificate";
        }
        return e instanceof UntrustedServerException
                ? "; if it is the right server, name its certificate with --pin sha256:HEX or its authority with --ca FILE"
                : "";
    }
}
