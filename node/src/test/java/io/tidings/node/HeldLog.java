package io.tidings.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collection as a client reads it from the beginning: the objects' text as it came, and the manifest's stamps. */
record HeldLog(List<String> ids, List<String> texts, List<String> stamps) {
    private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");

    /** Of objects made by {@link Feed#indicator}. */
    static HeldLog of(TaxiiCaller caller, String collection) throws Exception {
        List<String> ids = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        pages(caller, "collections/" + collection + "/objects/", page -> {
            String text = page.text();
            int start = text.indexOf("[{");
            if (start >= 0) {
                String list = text.substring(start + 1, text.lastIndexOf(']'));
                for (String object : list.split("(?<=\\]}),(?=\\{)")) {
                    Matcher id = ID.matcher(object);
                    assertThat(id.find()).as(object).isTrue();
                    ids.add(id.group(1));
                    texts.add(object);
                }
            }
        });
        List<String> stamps = new ArrayList<>();
        pages(
                caller,
                "collections/" + collection + "/manifest/",
                page -> page.json()
                        .path("objects")
                        .forEach(entry -> stamps.add(entry.path("date_added").asText())));
        return new HeldLog(ids, texts, stamps);
    }

    void assertThatBytesAreAsSentAndNothingIsThereTwice() {
        for (int i = 0; i < ids.size(); i++) {
            assertThat(texts.get(i)).isEqualTo(MixedLoad.object(ids.get(i)));
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(stamps).isSorted().doesNotHaveDuplicates();
    }

    private interface PageReader {
        void read(TaxiiCaller.Answer page) throws Exception;
    }

    private static void pages(TaxiiCaller caller, String path, PageReader reader) throws Exception {
        String next = "";
        boolean more = true;
        while (more) {
            TaxiiCaller.Answer page = caller.get(path + "?limit=5000" + next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            reader.read(page);
            more = page.text().contains("\"more\":true");
            next = more ? "&next=" + page.json().path("next").asText() : "";
        }
    }
}
