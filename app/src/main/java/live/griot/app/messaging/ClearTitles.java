package live.griot.app.messaging;

import java.util.Map;
import java.util.Objects;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of before titles were sealed: revision 1 of {@code session.created} and {@code session.edited} has title and description as
 * they were typed, by the host of that moment.
 */
@Component
class ClearTitles extends SingleEventUpcaster {
    /** The events, and the field that says who typed. */
    private static final Map<String, String> AUTHORS = Map.of("session.created", "host", "session.edited", "by");

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return AUTHORS.containsKey(event.getType().getName())
                && "1".equals(event.getType().getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        String name = event.getType().getName();
        return event.upcastPayload(
                new SimpleSerializedType(name, "2"),
                JsonNode.class,
                json -> withAuthors(json, Objects.requireNonNull(AUTHORS.get(name))));
    }

    private static JsonNode withAuthors(JsonNode event, String author) {
        ObjectNode upcast = (ObjectNode) event.deepCopy();
        for (String field : new String[] {"title", "description"}) {
            ObjectNode words = upcast.objectNode();
            words.set("by", event.get(author));
            words.set("text", event.get(field));
            words.put("sealed", false);
            upcast.set(field, words);
        }
        return upcast;
    }
}
