package live.griot.edge.congestion;

/** How good somebody's connection is, as people are told it; from the best to the worst. */
public enum ConnectionQuality {
    /** Nothing to notice. */
    EXCELLENT,
    /** Some loss or delay, which repair covers mostly. */
    GOOD,
    /** The picture suffers, or has been taken back. */
    POOR,
    /** Nothing is heard any more. */
    LOST
}
