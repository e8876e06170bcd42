package io.tidings.stix.view;

import io.tidings.stix.identifier.StixId;
import io.tidings.stix.object.StixObject;
import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Optional;

/** View of {@code network-traffic} objects (STIX 2.1 §6.12). */
public final class NetworkTraffic extends ObjectView {
    private NetworkTraffic(StixObject object) {
        super(object, "network-traffic");
    }

    /** @throws IllegalArgumentException if {@code object} is of another type */
    public static NetworkTraffic of(StixObject object) {
        return new NetworkTraffic(object);
    }

    public Optional<StixTimestamp> start() {
        return members().time("start");
    }

    public Optional<StixTimestamp> end() {
        return members().time("end");
    }

    public Optional<Boolean> isActive() {
        return members().flag("is_active");
    }

    /** To domain-name, ipv4-addr, ipv6-addr, mac-addr. */
    public Optional<StixId> srcRef() {
        return members().reference("src_ref");
    }

    /** To domain-name, ipv4-addr, ipv6-addr, mac-addr. */
    public Optional<StixId> dstRef() {
        return members().reference("dst_ref");
    }

    public Optional<Long> srcPort() {
        return members().integer("src_port");
    }

    public Optional<Long> dstPort() {
        return members().integer("dst_port");
    }

    public List<String> protocols() {
        return members().texts("protocols");
    }

    public Optional<Long> srcByteCount() {
        return members().integer("src_byte_count");
    }

    public Optional<Long> dstByteCount() {
        return members().integer("dst_byte_count");
    }

    public Optional<Long> srcPackets() {
        return members().integer("src_packets");
    }

    public Optional<Long> dstPackets() {
        return members().integer("dst_packets");
    }

    public Optional<JsonObject> ipfix() {
        return members().object("ipfix");
    }

    /** To artifact. */
    public Optional<StixId> srcPayloadRef() {
        return members().reference("src_payload_ref");
    }

    /** To artifact. */
    public Optional<StixId> dstPayloadRef() {
        return members().reference("dst_payload_ref");
    }

    /** To network-traffic. */
    public List<StixId> encapsulatesRefs() {
        return members().references("encapsulates_refs");
    }

    /** To network-traffic. */
    public Optional<StixId> encapsulatedByRef() {
        return members().reference("encapsulated_by_ref");
    }

    public Optional<HttpRequestExt> httpRequestExt() {
        return extensionMembers("http-request-ext").map(HttpRequestExt::new);
    }

    public Optional<IcmpExt> icmpExt() {
        return extensionMembers("icmp-ext").map(IcmpExt::new);
    }

    public Optional<SocketExt> socketExt() {
        return extensionMembers("socket-ext").map(SocketExt::new);
    }

    public Optional<TcpExt> tcpExt() {
        return extensionMembers("tcp-ext").map(TcpExt::new);
    }
}
