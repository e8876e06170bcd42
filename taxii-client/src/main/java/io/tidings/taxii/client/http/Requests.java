package io.tidings.taxii.client.http;

import io.tidings.taxii.client.json.ResourceObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The kinds of request that TAXII knows, with the bound that fits each. Blocks, like {@link HttpExchange}. */
public final class Requests {
    private final HttpExchange exchange;
    private final ReplyBounds bounds;

    public Requests(HttpExchange exchange, ReplyBounds bounds) {
        this.exchange = exchange;
        this.bounds = bounds;
    }

    public HttpExchange exchange() {
        return exchange;
    }

    /** GETs a resource that is small enough to hold. */
    public ResourceObject getResource(URI url) throws IOException {
        HttpCall call = new HttpCall(HttpMethod.GET, url, Optional.empty(), bounds.maxResourceBytes());
        return exchange.send(call, reply -> ResourceObject.read(reply.url(), reply.body()));
    }

    /** GETs a page, whose body is read as it arrives. */
    public <T> T getPage(URI url, HttpExchange.ReplyReader<T> reader) throws IOException {
        HttpCall call = new HttpCall(HttpMethod.GET, url, Optional.empty(), bounds.maxPageBytes());
        return exchange.send(call, reader);
    }

    /** POSTs {@code body} as TAXII content and reads the resource that answers. */
    public ResourceObject post(URI url, byte[] body) throws IOException {
        HttpCall call = new HttpCall(HttpMethod.POST, url, Optional.of(Buffer.buffer(body)), bounds.maxResourceBytes());
        return exchange.send(call, reply -> ResourceObject.read(reply.url(), reply.body()));
    }

    /** DELETEs; a body in the answer is not read. */
    public void delete(URI url) throws IOException {
        HttpCall call = new HttpCall(HttpMethod.DELETE, url, Optional.empty(), bounds.maxResourceBytes());
        exchange.send(call, Reply::status);
    }
}
