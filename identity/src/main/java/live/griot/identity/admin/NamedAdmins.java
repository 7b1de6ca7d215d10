package live.griot.identity.admin;

import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.People;
import org.springframework.stereotype.Component;

/** Knows admins by their handles. Thread-safe. */
@Component
class NamedAdmins implements Admins {
    private final AdminHandles handles;
    private final People people;

    NamedAdmins(AdminHandles handles, People people) {
        this.handles = handles;
        this.people = people;
    }

    @Override
    public boolean isAdmin(UserId person) {
        if (handles.all().isEmpty()) {
            return false;
        }
        String handle = people.named(person).handle();
        return handle != null && handles.names(handle);
    }
}
