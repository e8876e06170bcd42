package io.tidings.stix.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The rules of STIX 2.1, numbered as in the digest; {@code docs/stix-rules.md} lists them with what shows them. */
public enum Rule {
    S_001,
    S_002,
    S_003,
    S_004,
    S_005,
    S_006,
    S_007,
    S_008,
    S_009,
    S_010,
    S_011,
    S_012,
    S_013,
    S_014,
    S_015,
    S_016,
    S_017,
    S_018,
    S_019,
    S_020,
    S_021,
    S_022,
    S_023,
    S_024,
    S_025,
    S_026,
    S_027,
    S_028,
    S_030,
    S_031,
    S_032,
    S_033,
    S_034,
    S_035,
    S_036,
    S_037,
    S_038,
    S_039,
    S_040,
    S_041,
    S_042,
    S_043,
    S_044,
    S_045,
    S_046,
    S_050,
    S_051,
    S_052,
    S_053,
    S_054,
    S_055,
    S_056,
    S_057,
    S_058,
    S_060,
    S_061,
    S_062,
    S_063,
    S_064,
    S_065,
    S_066,
    S_067,
    S_068,
    S_069,
    S_070,
    S_071,
    S_072,
    S_073,
    S_074,
    S_075,
    S_076,
    S_077,
    S_078,
    S_080,
    S_081,
    S_082,
    S_083,
    S_084,
    S_085,
    S_086,
    S_090,
    S_091,
    S_092,
    S_093,
    S_094,
    S_095,
    S_110,
    S_111,
    S_112,
    S_113,
    S_114,
    S_115,
    S_116,
    S_117,
    S_118,
    S_119,
    S_120,
    S_121,
    S_130,
    S_131,
    S_132,
    S_133,
    S_134,
    S_135,
    S_136,
    S_137,
    S_138,
    S_139,
    S_150,
    S_151,
    S_152,
    S_153,
    S_154,
    S_155,
    S_156,
    S_157,
    S_158,
    S_170,
    S_171,
    S_172,
    S_173,
    S_174,
    S_175,
    S_176,
    S_177,
    S_178,
    S_179,
    S_180,
    S_181,
    S_182,
    S_183,
    S_190,
    S_191,
    S_192,
    S_193,
    S_194,
    S_195,
    S_196,
    S_197,
    S_198,
    S_199,
    S_200,
    S_201,
    S_202,
    S_203,
    S_204,
    S_205,
    S_206,
    S_210,
    S_211,
    S_212,
    S_213,
    S_214,
    S_215,
    S_216,
    S_217,
    S_218,
    S_219,
    S_220,
    S_221,
    S_230,
    S_231,
    S_232,
    S_233,
    S_234,
    S_235,
    S_236,
    S_237,
    S_238,
    S_250,
    S_251,
    S_252,
    S_253,
    S_254,
    S_255,
    S_256,
    S_257,
    S_258,
    S_259,
    S_260,
    S_261,
    S_262,
    S_263,
    S_270,
    S_271,
    S_272,
    S_273;

    private static final String RESOURCE = "rules.txt";
    private static final int FIELDS = 5;

    /**
     * What is known of a rule.
     *
     * @param section of the STIX 2.1 text, several with commas; empty where it follows from others
     * @param where it is checked: {@code object}, {@code bundle}, {@code reader}; else what holds it or why not
     * @param remark empty for most
     * @param text the rule in our words
     */
    private record Entry(String section, String where, String remark, String text) {}

    /** Read when first asked for; a finding needs the section, the rest is for documents. */
    private static final class Table {
        private static final Map<Rule, Entry> ENTRIES = read();
    }

    /** The rule with that number. @throws IllegalArgumentException if there is none */
    static Rule of(String id) {
        return valueOf(id.replace('-', '_'));
    }

    /** {@code S-033}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** Of the STIX 2.1 text, several with commas; empty where the rule follows from others. */
    public String section() {
        return entry().section();
    }

    /** The rule in our words. */
    public String text() {
        return entry().text();
    }

    /** Where it is checked: {@code object}, {@code bundle} or {@code reader}; else what holds it, or why nothing can. */
    public String where() {
        return entry().where();
    }

    /** More about {@link #where()}; empty for most. */
    public String remark() {
        return entry().remark();
    }

    private Entry entry() {
        Entry entry = Table.ENTRIES.get(this);
        if (entry == null) {
            throw new IllegalStateException("the library is incomplete: no " + id() + " in " + RESOURCE);
        }
        return entry;
    }

    private static Map<Rule, Entry> read() {
        Map<Rule, Entry> entries = new EnumMap<>(Rule.class);
        try (InputStream in = Rule.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the library is incomplete: no " + RESOURCE);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\\|", FIELDS);
                    entries.put(of(fields[0]), new Entry(fields[1], fields[2], fields[3], fields[4]));
                }
            }
            return entries;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the library cannot be read: " + RESOURCE, unreadable);
        }
    }
}
