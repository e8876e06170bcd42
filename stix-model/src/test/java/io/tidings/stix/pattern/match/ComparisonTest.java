package io.tidings.stix.pattern.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final String SENSOR = "{'type':'x-s','n':3,'big':9007199254740993,'f':1e2,'neg':-0.0,'s':'Straße',"
            + "'nfd':'cafe\\u0301','b_bin':'AAH/','c_hex':'00ff','bad_hex':'0g','t':'2026-01-01T00:00:00.500Z',"
            + "'flag':true,'list':['a','b'],'deep':[{'x':[1,2]},{'x':[3]}],'nul':null,'v6':'2001:DB8::1','v4':'198.51.100.7'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n = 3.0|true",
                "n < 3.5|true",
                "n NOT < 'a'|true",
                "n != 'a'|true",
                "big = 9007199254740993|true",
                "big = 9007199254740992|false",
                "big > 9007199254740992.0|true",
                "f = 100|true",
                "neg = 0|true",
                "neg = 0.0|true",
                "s > 'Stra'|true",
                "nfd LIKE 'caf_'|true",
                "s LIKE '%a%'|true",
                "s LIKE '%a%a%'|false",
                "s LIKE '%'|true",
                "s LIKE ''|false",
                "nfd NOT LIKE 'cafe%'|true",
                "s MATCHES 'stra(?i)SSE'|false",
                "s NOT MATCHES '^S'|false",
                "b_bin = h'0001ff'|true",
                "b_bin MATCHES '\\\\xff$'|true",
                "b_bin > h'0001fe'|true",
                "c_hex = b'AP8='|true",
                "c_hex LIKE '_ÿ'|true",
                "bad_hex = h'00'|false",
                "bad_hex != h'00'|true",
                "t = t'2026-01-01T00:00:00.5Z'|true",
                "t > t'2026-01-01T00:00:00.4999999999999Z'|true",
                "s = t'2026-01-01T00:00:00Z'|false",
                "flag IN (false, true)|true",
                "flag = 1|false",
                "list[*] = 'b'|true",
                "list[1] = 'b'|true",
                "list[2] != 'b'|false",
                "list = 'b'|false",
                "list != 'b'|true",
                "deep[*].x[*] = 3|true",
                "deep[0].x[*] = 3|false",
                "nul = 'a'|false",
                "nul != 'a'|true",
                "v6 ISSUBSET '2001:db8::/32'|true",
                "v6 ISSUPERSET '2001:db8::1'|true",
                "v4 ISSUBSET '::/0'|false",
                "v4 NOT ISSUBSET '10.0.0.0/8'|true",
                "s ISSUBSET '0.0.0.0/0'|false",
                "none != 1|false",
                "none NOT = 1|false",
            })
    void aValueIsComparedByTheRulesOfItsType(String test, boolean expected) {
        assertThat(Data.match("[x-s:" + test + "]", Data.seen(SENSOR)))
                .isEqualTo(expected ? Answer.MATCH : Answer.NO_MATCH);
    }

    @Test
    void aTimestampOfTheTablesIsNoStringForAStringConstant() {
        Observation file = Data.seen("{'type':'file','ctime':'2026-01-01T00:00:00Z','name':'2026-01-01T00:00:00Z'}");
        assertThat(Data.match("[file:ctime = '2026-01-01T00:00:00Z']", file)).isEqualTo(Answer.NO_MATCH);
        assertThat(Data.match("[file:ctime = t'2026-01-01T00:00:00.0Z']", file)).isEqualTo(Answer.MATCH);
        assertThat(Data.match("[file:name = t'2026-01-01T00:00:00Z']", file)).isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void aPatternWithAConstantThatIsNoneMatchesNothing() {
        Observation file = Data.seen("{'type':'file','name':'a'}");
        assertThat(Data.match("[file:name = 'a'] OR [file:ctime = t'2026-02-30T00:00:00Z']", file))
                .isEqualTo(Answer.NO_MATCH);
        assertThat(Data.match("[file:name = 'a' OR file:name MATCHES '(']", file))
                .isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void whatCannotBeEvaluatedIsUndecidedUnlessTheRestDecides() {
        Observation file = Data.seen("{'type':'file','name':'a'}");
        assertThat(Data.match("[file:name MATCHES '(?R)']", file)).isEqualTo(Answer.UNDECIDED);
        assertThat(Data.match("[file:name NOT MATCHES '(?R)']", file)).isEqualTo(Answer.UNDECIDED);
        assertThat(Data.match("[file:name MATCHES '(?R)' OR file:name = 'a']", file))
                .isEqualTo(Answer.MATCH);
        assertThat(Data.match("[file:name MATCHES '(?R)' AND file:name = 'b']", file))
                .isEqualTo(Answer.UNDECIDED);
        assertThat(Data.match("[file:name = 'b' AND file:name MATCHES '(?R)']", file))
                .isEqualTo(Answer.NO_MATCH);
    }

    @Test
    void referencesAreFollowedInBothKindsOfContainer() {
        String traffic = "{'type':'network-traffic','id':'t','dst_ref':'1','src_ref':'9'}";
        String address = "{'type':'ipv4-addr','id':'1','value':'198.51.100.7'}";
        JsonObject old = Data.object("{'type':'observed-data','first_observed':'2026-01-01T00:00:00Z',"
                + "'last_observed':'2026-01-01T00:00:00Z','number_observed':1,'objects':{'0':" + traffic + ",'1':"
                + address + "}}");
        JsonObject now = Data.object("{'type':'observed-data','first_observed':'2026-01-01T00:00:00Z',"
                + "'last_observed':'2026-01-01T00:00:00Z','number_observed':1,'object_refs':['t','1','r']}");
        Map<String, JsonObject> known = Map.of(
                "t", Data.object(traffic),
                "1", Data.object(address),
                "r", Data.object("{'type':'relationship','id':'r','description':'d'}"),
                "9", Data.object("{'type':'ipv4-addr','id':'9','value':'198.51.100.9'}"));
        Observation[] both = {
            Observation.read(old, id -> Optional.empty()).orElseThrow(),
            Observation.read(now, id -> Optional.ofNullable(known.get(id))).orElseThrow()
        };
        for (Observation observation : both) {
            assertThat(Data.match("[network-traffic:dst_ref.value = '198.51.100.7']", observation))
                    .isEqualTo(Answer.MATCH);
            assertThat(Data.match("[EXISTS network-traffic:src_ref]", observation))
                    .isEqualTo(Answer.NO_MATCH);
            assertThat(Data.match("[relationship:description = 'd']", observation))
                    .isEqualTo(Answer.NO_MATCH);
            assertThat(Data.match("[NOT EXISTS ipv4-addr:x]", observation)).isEqualTo(Answer.MATCH);
        }
    }

    @Test
    void referencesInACircleEndInUndecided() {
        Observation circle = Data.seen(
                "{'type':'directory','id':'a','contains_refs':['a','b']}",
                "{'type':'directory','id':'b','contains_refs':['a','b']}");
        String path = "contains_refs[*].".repeat(60);
        assertThat(Data.match("[directory:" + path + "path = 'x']", circle)).isEqualTo(Answer.UNDECIDED);
    }
}
