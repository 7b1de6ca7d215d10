package live.griot.identity.admin;

import java.util.Set;
import java.util.stream.Collectors;
import live.griot.identity.account.Handles;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who runs this installation, {@code griot.admin.*}.
 *
 * @param handles of people who have an account; default nobody
 */
@ConfigurationProperties("griot.admin")
record AdminProperties(@DefaultValue Set<String> handles) {
    AdminProperties {
        handles = handles.stream().map(String::strip).map(Handles::canonical).collect(Collectors.toUnmodifiableSet());
        for (String handle : handles) {
            if (!handle.matches(Handles.SHAPE)) {
                throw new IllegalArgumentException("griot.admin.handles takes handles, not \"%s\"".formatted(handle));
            }
        }
    }
}
