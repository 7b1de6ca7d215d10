package live.griot.api.identity;

import live.griot.api.id.UserId;

/** The port that says who runs this installation. Thread-safe. */
public interface Admins {
    /** Returns whether a person is one of those whom {@code griot.admin.handles} names. */
    boolean isAdmin(UserId person);
}
