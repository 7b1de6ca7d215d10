package live.griot.edge.congestion;

/** What the trend of the delay says of the path (draft-ietf-rmcat-gcc-02, section 5.4). */
enum NetworkUsage {
    /** A queue grows: more is sent than passes. */
    OVERUSE,
    NORMAL,
    /** A queue empties: it is best to wait until it has. */
    UNDERUSE
}
