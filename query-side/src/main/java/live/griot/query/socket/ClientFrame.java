package live.griot.query.socket;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;

import java.util.Optional;
import live.griot.api.id.SessionId;
import live.griot.api.live.Topic;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One frame from a client: an object with a {@code type}; what else it has is asked for by name. */
record ClientFrame(JsonNode json) {
    /** Reads a frame; throws {@code Refused(MALFORMED_REQUEST)} when it is not an object with a type. */
    static ClientFrame parse(String text, JsonMapper mapper) {
        try {
            JsonNode json = mapper.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(text);
            if (json != null && json.isObject() && json.path("type").isString()) {
                return new ClientFrame(json);
            }
        } catch (JacksonException notJson) {
            throw new Refused(MALFORMED_REQUEST, "A frame is one JSON object");
        }
        throw new Refused(MALFORMED_REQUEST, "A frame is one JSON object with a type");
    }

    String type() {
        return json.path("type").stringValue();
    }

    /** Returns the session whose topic it names, or empty when it names none of a known shape. */
    Optional<SessionId> sessionOfTopic() {
        JsonNode topic = json.path("topic");
        return topic.isString() ? new Topic(topic.stringValue()).session() : Optional.empty();
    }

    /** Returns a text field, or null when it is missing or null. */
    @Nullable
    String optionalText(String name) {
        JsonNode field = json.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isString()) {
            throw new Refused(MALFORMED_REQUEST, "%s must be a string".formatted(name));
        }
        return field.stringValue();
    }

    /** Returns a text field; throws {@code Refused(MALFORMED_REQUEST)} when it is missing. */
    String text(String name) {
        String value = optionalText(name);
        if (value == null) {
            throw new Refused(MALFORMED_REQUEST, "%s is missing".formatted(name));
        }
        return value;
    }

    /** Returns a whole number, or null when it is missing or null. */
    @Nullable
    Long optionalNumber(String name) {
        JsonNode field = json.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            throw new Refused(MALFORMED_REQUEST, "%s must be a whole number".formatted(name));
        }
        return field.longValue();
    }
}
