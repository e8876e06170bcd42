package io.tidings.taxii.client.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A TAXII error message (TAXII 2.1 §3.6.1). Nothing in it is required of a server here: deployed ones leave out even
 * the title, or send HTML, whose beginning then stands in {@code description}.
 *
 * @param httpStatus as sent, a string; need not equal the status
 * @param details any JSON: maps, lists, strings, numbers, booleans
 * @param customProperties members the standard does not define
 */
public record ErrorMessage(
        String title,
        Optional<String> description,
        Optional<String> errorId,
        Optional<String> errorCode,
        Optional<String> httpStatus,
        Optional<String> externalDetails,
        Map<String, Object> details,
        Map<String, Object> customProperties) {
    public ErrorMessage {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        customProperties = Collections.unmodifiableMap(new LinkedHashMap<>(customProperties));
    }

    /** What there is to say of a body that is no error message. */
    public static ErrorMessage ofText(String text) {
        return new ErrorMessage(
                "",
                text.isBlank() ? Optional.empty() : Optional.of(text.strip()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }
}
