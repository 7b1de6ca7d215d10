package live.griot.edge.sfu;

/** Which pictures a tap takes. */
public enum TapPictures {
    /** The programme's alone. */
    SHOWN,
    /** That one, and of everybody on stage their own: their screen, else their camera. */
    EVERYBODYS
}
