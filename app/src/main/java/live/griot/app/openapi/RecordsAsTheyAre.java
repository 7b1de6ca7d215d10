package live.griot.app.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes records as they are written: an id is a string, what is marked nullable may be null, and the rest is always there. Swagger's
 * own reading knows neither our ids nor where JSpecify's mark is put.
 */
@Component
class RecordsAsTheyAre implements ModelConverter {
    private static final String ID = "[0-9A-Za-z_-]{1,64}";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java == null ? Object.class : java.getRawClass();
        if (Id.class.isAssignableFrom(raw)) {
            return new StringSchema().pattern("^" + ID + "$").description("An opaque id, which sorts by time");
        }
        Schema<?> described = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (raw.isRecord() && described != null) {
            Schema<?> whole = described.get$ref() == null
                    ? described
                    : context.getDefinedModels()
                            .get(described
                                    .get$ref()
                                    .substring(described.get$ref().lastIndexOf('/') + 1));
            if (whole != null && whole.getProperties() != null) {
                complete(whole, raw);
            }
        }
        return described;
    }

    @SuppressWarnings("rawtypes") // As Swagger's models are.
    private static void complete(Schema<?> schema, Class<?> type) {
        Map<String, Schema> properties = schema.getProperties();
        Set<String> always = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Schema property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(component.getName(), orNull(property));
            } else {
                always.add(component.getName());
            }
        }
        schema.setRequired(new ArrayList<>(always));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // As Swagger's models are.
    private static Schema orNull(Schema property) {
        if (property.getAnyOf() != null && !property.getAnyOf().isEmpty()) {
            return property;
        }
        Schema nothing = new Schema<>();
        nothing.addType("null");
        Schema either = new Schema<>();
        either.setAnyOf(List.of(property, nothing));
        return either;
    }
}
