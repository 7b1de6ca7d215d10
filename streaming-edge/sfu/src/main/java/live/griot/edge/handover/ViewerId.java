package live.griot.edge.handover;

/** Names one viewer's connection on both sides of the border; no two of an edge share a number. */
public record ViewerId(long number) {}
