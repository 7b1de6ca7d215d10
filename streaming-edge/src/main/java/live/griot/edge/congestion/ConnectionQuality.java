package live.griot.edge.congestion;

/** How good somebody's connection is, as people are told it; from the best to the worst. */
public enum ConnectionQuality {
    EXCELLENT,
    GOOD,
    POOR,
    LOST
}
