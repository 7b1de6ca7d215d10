package live.griot.identity.admin;

import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.People;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Knows admins by their handles. Thread-safe. */
@Component
@EnableConfigurationProperties(AdminProperties.class)
class NamedAdmins implements Admins {
    private final AdminProperties properties;
    private final People people;

    NamedAdmins(AdminProperties properties, People people) {
        this.properties = properties;
        this.people = people;
    }

    @Override
    public boolean isAdmin(UserId person) {
        if (properties.handles().isEmpty()) {
            return false;
        }
        String handle = people.named(person).handle();
        return handle != null && properties.handles().contains(handle);
    }
}
