package live.griot.edge.preview;

/** A frame that cannot be decoded: cut short, too large, malformed, or with features that previews do without. */
final class BadFrame extends Exception {
    private static final long serialVersionUID = 1L;

    BadFrame(String why) {
        super(why);
    }

    BadFrame(String why, Throwable cause) {
        super(why, cause);
    }
}
