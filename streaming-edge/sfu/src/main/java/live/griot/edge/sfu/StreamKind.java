package live.griot.edge.sfu;

import live.griot.edge.rtp.MediaKind;

/** The kinds of streams whose figures are told apart: what publishers send, by its source, and what viewers get, by what it carries. */
public enum StreamKind {
    CAMERA(Direction.IN),
    MICROPHONE(Direction.IN),
    SCREEN(Direction.IN),
    SCREEN_AUDIO(Direction.IN),
    VIDEO(Direction.OUT),
    AUDIO(Direction.OUT);

    private final Direction direction;

    /** Whether the edge receives a stream or sends it. */
    public enum Direction {
        IN,
        OUT
    }

    StreamKind(Direction direction) {
        this.direction = direction;
    }

    /** Returns whether the edge receives such streams or sends them. */
    public Direction direction() {
        return direction;
    }

    /** Returns the kind of what is published from a source. */
    public static StreamKind published(TrackSource source) {
        return switch (source) {
            case CAMERA -> CAMERA;
            case MICROPHONE -> MICROPHONE;
            case SCREEN -> SCREEN;
            case SCREEN_AUDIO -> SCREEN_AUDIO;
        };
    }

    /** Returns the kind of what a viewer gets. */
    public static StreamKind forwarded(MediaKind kind) {
        return kind == MediaKind.VIDEO ? VIDEO : AUDIO;
    }
}
