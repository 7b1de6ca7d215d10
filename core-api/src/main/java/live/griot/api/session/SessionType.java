package live.griot.api.session;

/** What a session shows: camera and sound, sound alone, or a screen. */
public enum SessionType {
    VIDEO,
    AUDIO,
    SCREEN
}
