package live.griot.api.stage;

import live.griot.api.session.SessionType;

/** What somebody on stage shows: microphone, camera and screen, on or off. */
public record Devices(boolean audio, boolean video, boolean screen) {
    /** Nothing is on. */
    public static final Devices OFF = new Devices(false, false, false);

    /** Returns what is on when somebody takes a seat: all that a session of that type is for. */
    public static Devices atFirst(SessionType type) {
        return new Devices(true, type == SessionType.VIDEO, type == SessionType.SCREEN);
    }

    /** Returns what can be on in a session of that type. */
    public static Devices carriedBy(SessionType type) {
        boolean pictures = type != SessionType.AUDIO;
        return new Devices(true, pictures, pictures);
    }

    /** Returns these with a change made; what the change leaves out stays. */
    public Devices with(DeviceChange change) {
        return new Devices(
                change.audio() == null ? audio : change.audio(),
                change.video() == null ? video : change.video(),
                change.screen() == null ? screen : change.screen());
    }

    /** Returns whether something is on here that is off there. */
    public boolean showMoreThan(Devices others) {
        return (audio && !others.audio) || (video && !others.video) || (screen && !others.screen);
    }
}
