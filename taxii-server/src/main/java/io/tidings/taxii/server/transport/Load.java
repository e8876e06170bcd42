package io.tidings.taxii.server.transport;

/**
 * What a server has under way at one moment.
 *
 * @param openRequests begun and not answered to the end
 * @param pendingCalls of the backend that run, or wait for a thread; see {@link WorkerBounds}
 * @param bodyBytes of requests' bodies in memory; see {@link BodyBounds}
 * @param replyBytes of replies on their way; see {@link ReplyBounds}
 */
public record Load(int openRequests, int pendingCalls, long bodyBytes, long replyBytes) {}
