package io.tidings.stix.convert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.stix.content.MalformedContentException;
import io.tidings.stix.convert.Converted;
import io.tidings.stix.convert.Remark.Kind;
import io.tidings.stix.identifier.StixId;
import io.tidings.stix.marking.Tlp;
import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListConversionTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");
    private static final StixId CREATOR = new StixId("identity--f431f809-377b-45e0-aa1c-6a4751cae5ff");
    private static final String LIST = "\ufeff# a list\r\n; of things\r\n\r\n1.2.3[.]4 # seen twice\r\n"
            + "\"evil.example\",\r\n198.51.100.0/24 ; SBL1\r\n0.0.0.0 ads.example\r\nnonsense\r\n1.2.3.4\r\n";

    private static PlainList plain(Instant observed, Instant created, boolean observables) {
        return new PlainList(new ListOptions(observed, created, Optional.of(CREATOR), List.of(), observables));
    }

    @Test
    void eachLineOfAPlainListIsAnIndicatorOrARemark() throws Exception {
        Converted converted = Converted.of(plain(MONDAY, MONDAY, false), LIST);
        assertThat(converted.texts("indicator", "pattern"))
                .containsExactly(
                        "[ipv4-addr:value = '1.2.3.4']",
                        "[domain-name:value = 'evil.example']",
                        "[ipv4-addr:value ISSUBSET '198.51.100.0/24']",
                        "[domain-name:value = 'ads.example']");
        for (String pattern : converted.texts("indicator", "pattern")) {
            assertThat(Pattern.parse(pattern).check()).isEmpty();
        }
        assertThat(converted.report().repeated()).isEqualTo(1);
        assertThat(converted.report().read()).isEqualTo(6);
        assertThat(converted.report().remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.place()).isEqualTo("line 8");
            assertThat(remark.subject()).isEqualTo("nonsense");
        });
    }

    @Test
    void theSameListTwiceIsTheSameObjectsByteForByte() {
        assertThat(Converted.of(plain(MONDAY, MONDAY, true), LIST))
                .isEqualTo(Converted.of(plain(MONDAY, MONDAY, true), LIST));
    }

    @Test
    void aLaterCopyOfAListGivesNewVersionsOfItsIndicators() {
        JsonObject first =
                Converted.of(plain(MONDAY, MONDAY, false), "evil.example").only("indicator");
        JsonObject later =
                Converted.of(plain(TUESDAY, MONDAY, false), "evil.example").only("indicator");
        assertThat(later.text("id")).isEqualTo(first.text("id"));
        assertThat(later.text("created")).isEqualTo(first.text("created"));
        assertThat(later.text("modified")).contains("2026-03-03T10:00:00.000Z");
    }

    @Test
    void indicatorsOfAnotherBeginningAreOthersSinceCreatedNeverChanges() {
        JsonObject first =
                Converted.of(plain(MONDAY, MONDAY, false), "evil.example").only("indicator");
        JsonObject other =
                Converted.of(plain(TUESDAY, TUESDAY, false), "evil.example").only("indicator");
        assertThat(other.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void observablesComeWithTheirDeterministicIdentifiersAndARelationship() {
        Converted converted = Converted.of(plain(MONDAY, MONDAY, true), "198.51.100.3");
        JsonObject address = converted.only("ipv4-addr");
        // UUIDv5 of {"value":"198.51.100.3"}, reckoned with another library.
        assertThat(address.text("id")).contains("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
        assertThat(converted.only("relationship").text("target_ref")).isEqualTo(address.text("id"));
    }

    @Test
    void aCsvListIsReadByItsHeader() {
        String csv = "ioc_value;type;Name;comment;Confidence;valid_from;valid_until;tags;tlp;owner\n"
                + "\"hxxp://evil[.]com/a;b\";url;\"the \"\"evil\"\" one\";\"two\nlines\";80;2026-01-01;"
                + "2026-02-01 12:00:00;a|b;TLP:AMBER+STRICT;me\n"
                + "evil.com;ipv4;;;;;;;;\n"
                + "evil.com;domain;;;120;soon;;;;\n"
                + "evil.org;domain;;;;;;;TLP:PURPLE;\n";
        Converted converted = Converted.of(new CsvList(CsvMapping.byHeader(), ListOptions.of(MONDAY)), csv);
        JsonObject url = converted.all("indicator").get(0);
        assertThat(url.text("pattern")).contains("[url:value = 'http://evil.com/a;b']");
        assertThat(url.text("name")).contains("the \"evil\" one");
        assertThat(url.text("description")).contains("two\nlines");
        assertThat(url.get("confidence").map(Object::toString)).contains("80");
        assertThat(url.text("valid_from")).contains("2026-01-01T00:00:00.000Z");
        assertThat(url.text("valid_until")).contains("2026-02-01T12:00:00.000Z");
        assertThat(url.get("labels").map(Object::toString)).contains("[\"a\",\"b\"]");
        assertThat(converted.objects().get(1).head().tlp()).contains(Tlp.AMBER_STRICT);
        assertThat(converted.all("marking-definition")).hasSize(1);
        assertThat(converted.texts("indicator", "name")).containsExactly("the \"evil\" one", "evil.com");
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .extracting(remark -> remark.place() + " " + remark.subject())
                .containsExactly(
                        "line 1 column 10 owner",
                        "line 4 evil.com",
                        "line 5 valid_from soon",
                        "line 5 confidence 120",
                        "line 6 evil.org");
    }

    @Test
    void aCsvListWithoutHeaderIsReadByPlaces() {
        CsvMapping mapping = CsvMapping.parse("value=2,name=1", false, Optional.empty());
        Converted converted =
                Converted.of(new CsvList(mapping, ListOptions.of(MONDAY)), "# c\nfirst,1.2.3.4\nsecond,5.6.7.8\n");
        assertThat(converted.texts("indicator", "name")).containsExactly("first", "second");
    }

    @Test
    void aQuotationMarkThatIsNeverClosedHarmsItsRecordOnly() {
        String csv = "value,name\n1.2.3.4,\"open" + "x".repeat(70_000) + "\n5.6.7.8,fine\n";
        Converted converted = Converted.of(new CsvList(CsvMapping.byHeader(), ListOptions.of(MONDAY)), csv);
        assertThat(converted.texts("indicator", "name")).containsExactly("fine");
        assertThat(converted.remarks(Kind.NOT_CARRIED))
                .singleElement()
                .satisfies(remark -> assertThat(remark.text()).contains("65,536"));
    }

    @Test
    void aMappingToAColumnThatIsNotThereNamesThoseThatAre() {
        CsvList list =
                new CsvList(new CsvMapping(Map.of(Field.VALUE, "ioc"), true, Optional.empty()), ListOptions.of(MONDAY));
        assertThatThrownBy(() -> Converted.of(list, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("\"ioc\"")
                .hasMessageContaining("[a, b]");
    }

    @Test
    void aListInUtf16IsRefusedAndALineThatIsNotUtf8IsRemarked() throws Exception {
        PlainList list = new PlainList(ListOptions.of(MONDAY));
        assertThatThrownBy(() -> Converted.of(list, "1.2.3.4".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("UTF-16");
        byte[] latin = "b\u00fccher.example\nevil.example\n".getBytes(StandardCharsets.ISO_8859_1);
        Converted converted = Converted.of(list, latin);
        assertThat(converted.texts("indicator", "name")).containsExactly("evil.example");
        assertThat(converted.report().count(Kind.NOT_CARRIED)).isEqualTo(1);
    }
}
