package live.griot.command.session;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that an aggregate keeps, field by field, its parts' fields too: {@code Cast.host}, {@code LiveSession.state}. */
final class Fields {
    private static final Set<Class<?>> PARTS =
            Set.of(Cast.class, Stage.class, Admission.class, AdminActs.class, SessionRecording.class);

    private Fields() {}

    /** Returns every field's value as it is now; a collection is the aggregate's own, not a copy. */
    static Map<String, @Nullable Object> of(Object aggregate) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        collect(aggregate, values, Collections.newSetFromMap(new IdentityHashMap<>()));
        return values;
    }

    /** Returns who is what, as the session keeps it. */
    static Cast castOf(LiveSession session) {
        try {
            return (Cast) Objects.requireNonNull(valueOf(LiveSession.class.getDeclaredField("cast"), session));
        } catch (NoSuchFieldException renamed) {
            throw new IllegalStateException("A session keeps its cast", renamed);
        }
    }

    private static void collect(Object owner, Map<String, @Nullable Object> values, Set<Object> seen) {
        seen.add(owner);
        for (Field field : owner.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            Object value = valueOf(field, owner);
            if (value == null || !(PARTS.contains(value.getClass()) || value instanceof LiveSession)) {
                values.put(owner.getClass().getSimpleName() + "." + field.getName(), value);
            } else if (!seen.contains(value)) {
                collect(value, values, seen);
            }
        }
    }

    private static @Nullable Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("The field was made accessible", impossible);
        }
    }
}
