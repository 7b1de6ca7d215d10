package live.griot.api.session;

/** Who may know of a session: everybody, or those who are in it. */
public enum Visibility {
    PUBLIC,
    PRIVATE
}
