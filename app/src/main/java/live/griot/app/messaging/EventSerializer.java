package live.griot.app.messaging;

import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Stores events as JSON under their {@link live.griot.api.EventName}, so that moving a class is not a migration. Thread-safe. */
final class EventSerializer extends Jackson3Serializer {
    private final EventNames names;

    EventSerializer(Jackson3Serializer.Builder builder, EventNames names) {
        super(builder);
        this.names = names;
    }

    @Override
    @SuppressWarnings("rawtypes") // the signature is Axon's
    public SerializedType typeForClass(Class type) {
        SerializedType plain = super.typeForClass(type);
        String name = type == null ? null : names.nameOf(type);
        return name == null ? plain : new SimpleSerializedType(name, plain.getRevision());
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        Class<?> named = names.classOf(type.getName());
        return named == null ? super.resolveClassName(type) : named.getName();
    }
}
