package live.griot.identity.admin;

import java.util.Set;

/** Handles of admins for tests in other packages. */
public final class TestAdminHandles {
    private TestAdminHandles() {}

    public static AdminHandles of(String... handles) {
        return new AdminHandles(new AdminProperties(Set.of(handles)));
    }
}
