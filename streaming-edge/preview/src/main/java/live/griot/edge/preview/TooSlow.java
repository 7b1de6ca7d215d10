package live.griot.edge.preview;

/** A decoding was given up, or not begun since one that was given up has not ended yet. */
final class TooSlow extends Exception {
    private static final long serialVersionUID = 1L;

    TooSlow(String why) {
        super(why);
    }
}
