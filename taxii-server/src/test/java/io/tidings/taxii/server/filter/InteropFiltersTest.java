package io.tidings.taxii.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.object.StixObject;
import io.tidings.taxii.server.query.BadQueryException;
import io.tidings.taxii.server.testing.MemoryBackend;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteropFiltersTest {
    private static final String UUID = "--0b6c2a54-93d1-4f3e-8c57-6a1e9d2f4b66";
    private static final String OTHER = "--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77";

    private final InteropFilters filters = new InteropFilters();

    private static StixObject object(String type, String members) {
        return MemoryBackend.object("{\"type\":\"" + type + "\",\"id\":\"" + type + UUID + "\",\"spec_version\":\"2.1\""
                + (members.isEmpty() ? "" : "," + members.replace('\'', '"')) + "}");
    }

    private boolean passes(StixObject object, String field, String... values) {
        return filters.create(field, List.of(values)).matches(object);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "user-account | 'account_type':'unix' | account_type | unix | windows",
                "indicator | 'confidence':80 | confidence | 80 | 79",
                "grouping | 'context':'malware-analysis' | context | malware-analysis | malware",
                "windows-registry-key | 'values':[{'name':'a'},{'data_type':'REG_SZ'}] | data_type | REG_SZ | REG_NONE",
                "network-traffic | 'dst_port':443 | dst_port | 443 | 44",
                "artifact | 'encryption_algorithm':'AES-256-GCM' | encryption_algorithm | AES-256-GCM | aes-256-gcm",
                "autonomous-system | 'number':4200000000 | number | 4200000000 | 42",
                "indicator | 'pattern':'[a:b = \\\\\\'c\\\\\\']' | pattern | [a:b = \\'c\\'] | [a:b]",
                "x-custom | 'name':'caf\\u00e9' | name | café | cafe",
                "relationship | 'relationship_type':'uses' | relationship_type | uses | USES",
                "domain-name | 'value':'a.example' | value | a.example | example",
                "malware | 'aliases':['a','b'] | aliases | b | c",
                "indicator | 'labels':['x'] | labels | x | y",
                "tool | 'tool_types':['remote-access'] | tool_types | remote-access | remote",
                "network-traffic | 'extensions':{'socket-ext':{'address_family':'AF_INET'}} | address_family | AF_INET | AF_INET6",
                "x-any | 'external_references':[{'source_name':'cve','external_id':'CVE-1'}] | external_id | CVE-1 | CVE-2",
                "malware | 'kill_chain_phases':[{'kill_chain_name':'k','phase_name':'p'}] | phase_name | p | k",
                "process | 'extensions':{'windows-service-ext':{'start_type':'SERVICE_AUTO_START'}} | start_type | SERVICE_AUTO_START | x",
                "file | 'hashes':{'SHA-256':'ABcd'} | SHA-256 | abCD | abce",
                "file | 'hashes':{'SSDEEP':'Ab'} | SSDEEP | Ab | ab",
                "x-any | 'external_references':[{'hashes':{'MD5':'AA'}}] | MD5 | aa | bb",
                "file | 'extensions':{'windows-pebinary-ext':{'sections':[{'hashes':{'SHA-1':'0f'}}]}} | SHA-1 | 0F | ff",
                "file | 'extensions':{'windows-pebinary-ext':{'optional_header':{'hashes':{'TLSH':'T'}}}} | TLSH | T | t",
                "file | 'extensions':{'ntfs-ext':{'alternate_data_streams':[{'hashes':{'SHA3-256':'0f'}}]}} | SHA3-256 | 0f | 00",
                "indicator | 'confidence':80 | confidence-gte | 80 | 81",
                "indicator | 'confidence':80 | confidence-lte | 80 | 79",
                "indicator | 'modified':'2024-01-01T00:00:00.000Z' | modified-gte | 2024-01-01T00:00:00Z | 2024-01-01T00:00:00.001Z",
                "indicator | 'valid_until':'2024-01-01T00:00:00Z' | valid_until-gte | 2024-01-01T00:00:00.0Z | 2025-01-01T00:00:00Z",
                "indicator | 'valid_from':'2024-01-01T00:00:00Z' | valid_from-lte | 2024-01-01T01:00:00+01:00 | 2023-01-01T00:00:00Z",
                "indicator | 'revoked':true | revoked | true | false",
                "ipv4-addr | 'value':'1.2.3.4' | revoked | false | true",
                "sighting | 'where_sighted_refs':['identity--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77'] | relationships-all"
                        + " | identity--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77 | sighting--0b6c2a54-93d1-4f3e-8c57-6a1e9d2f4b66",
                "email-message | 'body_multipart':[{'body_raw_ref':'file--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77'}] | relationships-all"
                        + " | file--7a9d1e3c-5f42-4c8b-b1d0-3e6f8a2c5d77 | x",
            })
    void eachFilterLooksWhereItsTableSays(String type, String members, String field, String yes, String no) {
        StixObject object = object(type, members.replace("\\\\\\'", "\\\\u0027").replace("\\\\u", "\\u"));
        String fitting = yes.replace("\\'", "'");
        assertThat(passes(object, field, fitting)).isTrue();
        assertThat(passes(object, field, no, fitting)).isTrue();
        assertThat(passes(object, field, no)).isFalse();
        assertThat(passes(object("x-bare", ""), field, fitting))
                .isEqualTo(field.equals("revoked") && yes.equals("false"));
    }

    @Test
    void propertiesElsewhereThanListedDoNotCount() {
        assertThat(passes(object("file", "'x':{'hashes':{'MD5':'aa'}}"), "MD5", "aa"))
                .isFalse();
        assertThat(passes(object("malware", "'hashes':{'MD5':'aa'}"), "MD5", "aa"))
                .isFalse();
        assertThat(passes(object("report", "'x':{'name':'n'}"), "name", "n")).isFalse();
        assertThat(passes(object("report", "'kill_chain_phases':[{'phase_name':'p'}]"), "phase_name", "p"))
                .isFalse();
        assertThat(passes(
                        object("indicator", "'description':'relationship" + OTHER + "'"),
                        "relationships-all",
                        "relationship" + OTHER))
                .isFalse();
    }

    @Test
    void aNameWrittenWithEscapesIsStillFound() {
        assertThat(passes(object("malware", "'n\\u0061me':'x'"), "name", "x")).isTrue();
    }

    @Test
    void tlpIsFoundInBothGenerationsAndInGranularMarkings() {
        String white = "'object_marking_refs':['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9']";
        String clear = "'object_marking_refs':['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487']";
        String strict =
                "'granular_markings':[{'marking_ref':'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',"
                        + "'selectors':['name']}]";
        assertThat(passes(object("tool", white), "tlp", "clear")).isTrue();
        assertThat(passes(object("tool", clear), "tlp", "white")).isTrue();
        assertThat(passes(object("tool", strict), "tlp", "amber+strict")).isTrue();
        assertThat(passes(object("tool", strict), "tlp", "amber")).isFalse();
        assertThat(passes(object("tool", ""), "tlp", "white", "red")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "confidence,abc",
        "confidence,1.5",
        "confidence-gte,''",
        "number,99999999999999999999",
        "revoked,TRUE",
        "tlp,pink",
        "valid_from-lte,now"
    })
    void aValueOfAnotherTypeIsABadQuery(String field, String value) {
        assertThatThrownBy(() -> filters.create(field, List.of(value))).isInstanceOf(BadQueryException.class);
    }

    @Test
    void theTextIsTheSameWhateverTheOrder() {
        assertThat(filters.create("name", List.of("b", "a")).text()).isEqualTo("name=a,b");
    }

    @Test
    void everyFilterOfTheDocumentIsSupportedAndNoOther() {
        assertThat(List.of(
                        "labels", "revoked", "tlp", "relationships-all", "SHA-512", "src_port-gte", "pe_type", "roles"))
                .allMatch(filters::supports);
        assertThat(List.of("valid_until-lte", "created-gte", "SHA-224", "sha-256", "id", "", "name-gte"))
                .noneMatch(filters::supports);
    }
}
