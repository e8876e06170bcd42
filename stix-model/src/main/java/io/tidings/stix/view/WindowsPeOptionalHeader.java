package io.tidings.stix.view;

import io.tidings.stix.value.JsonObject;
import java.util.Map;
import java.util.Optional;

/** View of the part {@code windows-pe-optional-header-type} (STIX 2.1 §6.7.6.2). */
public final class WindowsPeOptionalHeader {
    private final Members members;

    WindowsPeOptionalHeader(Members members) {
        this.members = members;
    }

    /** All properties as JSON. */
    public JsonObject json() {
        return members.content();
    }

    public Optional<String> magicHex() {
        return members.text("magic_hex");
    }

    public Optional<Long> majorLinkerVersion() {
        return members.integer("major_linker_version");
    }

    public Optional<Long> minorLinkerVersion() {
        return members.integer("minor_linker_version");
    }

    public Optional<Long> sizeOfCode() {
        return members.integer("size_of_code");
    }

    public Optional<Long> sizeOfInitializedData() {
        return members.integer("size_of_initialized_data");
    }

    public Optional<Long> sizeOfUninitializedData() {
        return members.integer("size_of_uninitialized_data");
    }

    public Optional<Long> addressOfEntryPoint() {
        return members.integer("address_of_entry_point");
    }

    public Optional<Long> baseOfCode() {
        return members.integer("base_of_code");
    }

    public Optional<Long> baseOfData() {
        return members.integer("base_of_data");
    }

    public Optional<Long> imageBase() {
        return members.integer("image_base");
    }

    public Optional<Long> sectionAlignment() {
        return members.integer("section_alignment");
    }

    public Optional<Long> fileAlignment() {
        return members.integer("file_alignment");
    }

    public Optional<Long> majorOsVersion() {
        return members.integer("major_os_version");
    }

    public Optional<Long> minorOsVersion() {
        return members.integer("minor_os_version");
    }

    public Optional<Long> majorImageVersion() {
        return members.integer("major_image_version");
    }

    public Optional<Long> minorImageVersion() {
        return members.integer("minor_image_version");
    }

    public Optional<Long> majorSubsystemVersion() {
        return members.integer("major_subsystem_version");
    }

    public Optional<Long> minorSubsystemVersion() {
        return members.integer("minor_subsystem_version");
    }

    public Optional<String> win32VersionValueHex() {
        return members.text("win32_version_value_hex");
    }

    public Optional<Long> sizeOfImage() {
        return members.integer("size_of_image");
    }

    public Optional<Long> sizeOfHeaders() {
        return members.integer("size_of_headers");
    }

    public Optional<String> checksumHex() {
        return members.text("checksum_hex");
    }

    public Optional<String> subsystemHex() {
        return members.text("subsystem_hex");
    }

    public Optional<String> dllCharacteristicsHex() {
        return members.text("dll_characteristics_hex");
    }

    public Optional<Long> sizeOfStackReserve() {
        return members.integer("size_of_stack_reserve");
    }

    public Optional<Long> sizeOfStackCommit() {
        return members.integer("size_of_stack_commit");
    }

    public Optional<Long> sizeOfHeapReserve() {
        return members.integer("size_of_heap_reserve");
    }

    public Optional<Long> sizeOfHeapCommit() {
        return members.integer("size_of_heap_commit");
    }

    public Optional<String> loaderFlagsHex() {
        return members.text("loader_flags_hex");
    }

    public Optional<Long> numberOfRvaAndSizes() {
        return members.integer("number_of_rva_and_sizes");
    }

    public Map<String, String> hashes() {
        return members.textsByKey("hashes");
    }
}
