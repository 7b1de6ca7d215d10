package live.griot.app.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds a value against its description, as JSON Schema means it (draft 2020-12), as far as ours goes; a field that is not described is wrong too. */
@SuppressWarnings({"rawtypes", "unchecked"}) // As Swagger's models are.
final class SchemaCheck {
    private final Map<String, Schema> named;

    SchemaCheck(OpenAPI described) {
        named = described.getComponents().getSchemas();
    }

    /** Returns what is wrong with the value, each thing in a sentence. */
    List<String> faults(JsonNode value, Schema<?> schema) {
        List<String> faults = new ArrayList<>();
        check(value, schema, "", faults);
        return faults;
    }

    /** Returns what a reference stands for, or the schema itself. */
    Schema<?> resolved(Schema<?> schema) {
        String name = schema.get$ref();
        return name == null
                ? schema
                : resolved(Objects.requireNonNull(named.get(name.substring(name.lastIndexOf('/') + 1)), name));
    }

    private void check(JsonNode value, Schema<?> schema, String at, List<String> faults) {
        Schema<?> whole = resolved(schema);
        List<Schema> either = firstOf(whole.getAnyOf(), whole.getOneOf());
        if (either != null) {
            if (either.stream().noneMatch(one -> faults(value, one).isEmpty())) {
                faults.add("%s: %s is none of what it may be".formatted(at, value));
            }
            return;
        }
        Set<String> types = types(whole);
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(value, type))) {
            faults.add("%s: %s is not %s".formatted(at, value, types));
            return;
        }
        if (whole.getEnum() != null
                && whole.getEnum().stream()
                        .noneMatch(known -> String.valueOf(known).equals(value.asString()))) {
            faults.add("%s: %s is not one of %s".formatted(at, value, whole.getEnum()));
        }
        if (whole.getPattern() != null
                && value.isString()
                && !Pattern.compile(whole.getPattern())
                        .matcher(value.stringValue())
                        .find()) {
            faults.add("%s: %s has not the pattern %s".formatted(at, value, whole.getPattern()));
        }
        if (value.isArray() && whole.getItems() != null) {
            for (int i = 0; i < value.size(); i++) {
                check(value.get(i), whole.getItems(), at + "/" + i, faults);
            }
        }
        if (value.isObject()) {
            checkFields(value, whole, at, faults);
        }
    }

    private void checkFields(JsonNode value, Schema<?> schema, String at, List<String> faults) {
        Map<String, Schema> described = schema.getProperties() == null ? Map.of() : schema.getProperties();
        if (schema.getRequired() != null) {
            schema.getRequired().stream()
                    .filter(field -> !value.has(field))
                    .forEach(field -> faults.add("%s/%s is missing".formatted(at, field)));
        }
        for (String field : value.propertyNames()) {
            Schema<?> of = described.get(field);
            if (of != null) {
                check(value.get(field), of, at + "/" + field, faults);
            } else if (schema.getAdditionalProperties() instanceof Schema<?> others) {
                check(value.get(field), others, at + "/" + field, faults);
            } else if (!described.isEmpty()) {
                faults.add("%s/%s is not described".formatted(at, field));
            }
        }
    }

    private static Set<String> types(Schema<?> schema) {
        if (schema.getTypes() != null) {
            return schema.getTypes();
        }
        return schema.getType() == null ? Set.of() : Set.of(schema.getType());
    }

    private static @Nullable List<Schema> firstOf(@Nullable List<Schema> one, @Nullable List<Schema> other) {
        return one != null && !one.isEmpty() ? one : other != null && !other.isEmpty() ? other : null;
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new AssertionError("Nobody knows the type " + type);
        };
    }
}
