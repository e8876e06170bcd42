/**
 * Requests and replies as TAXII has them: media types, bounded bodies, redirects, retries, errors. Replies are read
 * by a blocking caller while the event loop delivers with back-pressure; nothing here may be called on an event loop
 * except {@link io.tidings.taxii.client.http.HttpTransport#send}.
 */
package io.tidings.taxii.client.http;
