package live.griot.app.messaging;

import java.util.HashMap;
import java.util.Map;
import live.griot.api.EventName;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Which event is stored under which name, read from {@link EventName}. Immutable. */
final class EventNames {
    private final Map<String, Class<?>> classes;
    private final Map<Class<?>, String> names;

    private EventNames(Map<String, Class<?>> classes, Map<Class<?>, String> names) {
        this.classes = Map.copyOf(classes);
        this.names = Map.copyOf(names);
    }

    /** Finds the named events of a package and below; throws {@link IllegalStateException} when two share a name. */
    static EventNames in(String basePackage) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(EventName.class));
        Map<String, Class<?>> classes = new HashMap<>();
        Map<Class<?>, String> names = new HashMap<>();
        for (BeanDefinition candidate : scanner.findCandidateComponents(basePackage)) {
            Class<?> event = ClassUtils.resolveClassName(
                    java.util.Objects.requireNonNull(candidate.getBeanClassName()), EventNames.class.getClassLoader());
            String name = event.getAnnotation(EventName.class).value();
            Class<?> other = classes.put(name, event);
            if (other != null) {
                throw new IllegalStateException("%s and %s are both named %s".formatted(event, other, name));
            }
            names.put(event, name);
        }
        return new EventNames(classes, names);
    }

    /** Returns the class of a stored name, or null when no event has it. */
    @Nullable
    Class<?> classOf(String name) {
        return classes.get(name);
    }

    /** Returns the name an event is stored under, or null when the class is not a named event. */
    @Nullable
    String nameOf(Class<?> event) {
        return names.get(event);
    }

    /** Returns every name and its event. */
    Map<String, Class<?>> all() {
        return classes;
    }
}
