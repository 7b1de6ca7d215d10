package live.griot.query.socket;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.live.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;
import tools.jackson.databind.json.JsonMapper;

/** Writes the frames that the server sends. Thread-safe; a frame may be sent to any number of sockets. */
@Component
class FrameWriter {
    private final JsonMapper json;

    FrameWriter(JsonMapper json) {
        this.json = json;
    }

    /** Writes a batch of updates as one array, in order. */
    TextMessage updates(List<PositionedUpdate> batch) {
        return write(batch.stream()
                .map(one -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("topic", one.update().topic().name());
                    fields.put("position", one.position());
                    fields.put("type", one.update().type());
                    fields.put("at", one.update().at());
                    fields.put("data", one.update().data());
                    return fields;
                })
                .toList());
    }

    /** Writes that what a client has of a topic is not whole. */
    TextMessage reset(Topic topic) {
        return object("reset", Map.of("topic", topic.name()));
    }

    /** Writes one object with a type and the given fields; those that are null are left out. */
    TextMessage object(String type, Map<String, ? extends @Nullable Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        fields.forEach((name, value) -> {
            if (value != null) {
                all.put(name, value);
            }
        });
        return write(all);
    }

    private TextMessage write(Object value) {
        return new TextMessage(json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }
}
