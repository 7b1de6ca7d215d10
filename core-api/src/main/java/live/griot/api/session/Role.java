package live.griot.api.session;

/** What a person is in a session: its one host, a guest on stage, a keeper of order, or a viewer. */
public enum Role {
    HOST,
    GUEST,
    MODERATOR,
    VIEWER
}
