package io.tidings.stix.convert;

import java.util.Locale;
import java.util.Map;

/** Spells keys of the Windows registry as STIX wants them: with the whole name of the hive (STIX 2.1 §6.17). */
public final class RegistryKeys {
    private static final Map<String, String> HIVES = Map.of(
            "HKLM", "HKEY_LOCAL_MACHINE",
            "HKCU", "HKEY_CURRENT_USER",
            "HKCR", "HKEY_CLASSES_ROOT",
            "HKU", "HKEY_USERS",
            "HKCC", "HKEY_CURRENT_CONFIG");

    private RegistryKeys() {}

    /** {@code key} with its hive spelled out; as it is where the hive is not abbreviated. */
    public static String expanded(String key) {
        int end = key.indexOf('\\');
        String hive = end < 0 ? key : key.substring(0, end);
        // PowerShell puts a colon behind a drive's name.
        String name = hive.endsWith(":") ? hive.substring(0, hive.length() - 1) : hive;
        String expanded = HIVES.get(name.toUpperCase(Locale.ROOT));
        return expanded == null ? key : expanded + key.substring(hive.length());
    }
}
