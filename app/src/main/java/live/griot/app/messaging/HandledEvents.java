package live.griot.app.messaging;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/** Which events a processing group has handlers for, by the names they are stored under. Thread-safe. */
@Component
class HandledEvents {
    private final ListableBeanFactory beans;
    private final EventNames names;
    private final Map<String, Set<String>> byGroup = new HashMap<>();

    HandledEvents(ListableBeanFactory beans, EventNames names) {
        this.beans = beans;
        this.names = names;
    }

    /** Returns the stored names of what a group handles; every name when one of its handlers does not say by its first parameter. */
    synchronized Set<String> namesOf(String group) {
        return byGroup.computeIfAbsent(group, this::find);
    }

    private Set<String> find(String group) {
        List<Class<?>> handled = new ArrayList<>();
        for (String bean : beans.getBeanNamesForAnnotation(ProcessingGroup.class)) {
            Class<?> type = beans.getType(bean);
            ProcessingGroup of = beans.findAnnotationOnBean(bean, ProcessingGroup.class);
            if (type != null && of != null && of.value().equals(group)) {
                ReflectionUtils.doWithMethods(type, method -> handled.add(eventOf(method)), HandledEvents::isHandler);
            }
        }
        return names.all().entrySet().stream()
                .filter(event -> handled.stream().anyMatch(type -> type.isAssignableFrom(event.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Class<?> eventOf(Method handler) {
        Class<?> first = handler.getParameterCount() == 0 ? Object.class : handler.getParameterTypes()[0];
        return names.all().values().stream().anyMatch(first::isAssignableFrom) ? first : Object.class;
    }

    private static boolean isHandler(Method method) {
        return AnnotatedElementUtils.isAnnotated(method, EventHandler.class);
    }
}
