package live.griot.recording.store;

/**
 * How the store is now.
 *
 * @param queuedBytes what waits to be written
 * @param queuedNanos how long the oldest of it has waited
 * @param storedParts since it was opened
 * @param storedBytes of those parts
 * @param droppedParts that were not stored, for whatever cause, since it was opened
 * @param droppedBytes of those parts
 * @param listenerFaults how often its listener threw something
 */
public record StoreStatus(
        long queuedBytes,
        long queuedNanos,
        long storedParts,
        long storedBytes,
        long droppedParts,
        long droppedBytes,
        long listenerFaults) {}
