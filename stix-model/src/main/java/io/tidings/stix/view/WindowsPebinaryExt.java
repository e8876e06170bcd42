package io.tidings.stix.view;

import io.tidings.stix.time.StixTimestamp;
import io.tidings.stix.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** View of the extension {@code windows-pebinary-ext} (STIX 2.1 §6.7.6). */
public final class WindowsPebinaryExt {
    private final Members members;

    WindowsPebinaryExt(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    /** A term of {@code windows-pebinary-type-ov}, or any other. */
    public String peType() {
        return members.required("pe_type", members.text("pe_type"));
    }

    public Optional<String> imphash() {
        return members.text("imphash");
    }

    public Optional<String> machineHex() {
        return members.text("machine_hex");
    }

    public Optional<Long> numberOfSections() {
        return members.integer("number_of_sections");
    }

    public Optional<StixTimestamp> timeDateStamp() {
        return members.time("time_date_stamp");
    }

    public Optional<String> pointerToSymbolTableHex() {
        return members.text("pointer_to_symbol_table_hex");
    }

    public Optional<Long> numberOfSymbols() {
        return members.integer("number_of_symbols");
    }

    public Optional<Long> sizeOfOptionalHeader() {
        return members.integer("size_of_optional_header");
    }

    public Optional<String> characteristicsHex() {
        return members.text("characteristics_hex");
    }

    public Map<String, String> fileHeaderHashes() {
        return members.textsByKey("file_header_hashes");
    }

    public Optional<WindowsPeOptionalHeader> optionalHeader() {
        return members.part("optional_header", WindowsPeOptionalHeader::new);
    }

    public List<WindowsPeSection> sections() {
        return members.parts("sections", WindowsPeSection::new);
    }
}
