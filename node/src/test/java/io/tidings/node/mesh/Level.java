package io.tidings.node.mesh;

import java.util.List;

/** The levels of TLP in the order of strictness, each with the marking definitions that stand for it. */
public enum Level {
    CLEAR(
            "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
            "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"),
    GREEN(
            "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
            "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"),
    AMBER(
            "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
            "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"),
    AMBER_STRICT("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"),
    RED(
            "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
            "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");

    private final List<String> definitions;

    Level(String... definitions) {
        this.definitions = List.of(definitions);
    }

    List<String> definitions() {
        return definitions;
    }

    /** Whether content at this level may go where {@code ceiling} is the strictest that may. */
    public boolean isUpTo(Level ceiling) {
        return ordinal() <= ceiling.ordinal();
    }
}
