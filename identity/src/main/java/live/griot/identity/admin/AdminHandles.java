package live.griot.identity.admin;

import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.text.LookAlike;
import live.griot.identity.account.Handles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The handles of those who run this installation, as the configuration names them. Thread-safe. */
@Component
@EnableConfigurationProperties(AdminProperties.class)
public class AdminHandles {
    private final Set<String> handles;
    private final Set<String> looks;

    AdminHandles(AdminProperties properties) {
        this.handles = properties.handles();
        this.looks = handles.stream().map(LookAlike::look).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns them, as they are stored and compared. */
    public Set<String> all() {
        return handles;
    }

    /** Returns whether a handle is one of them. */
    public boolean names(String handle) {
        return handles.contains(Handles.canonical(handle));
    }

    /** Returns whether a handle can be taken for one of them, or is one. */
    public boolean looksLikeOne(String handle) {
        return looks.contains(LookAlike.look(Handles.canonical(handle)));
    }
}
