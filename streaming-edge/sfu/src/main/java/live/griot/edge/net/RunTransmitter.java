package live.griot.edge.net;

/** Gives the operating system what a {@link GatheringSender} gathered. Not thread-safe. */
interface RunTransmitter {
    /**
     * Sends runs, those of one path in order, and tells {@link NetworkEvents} of those that the network refuses.
     *
     * @return how many datagrams were dropped because the operating system took no more
     */
    int send(PendingRuns runs);
}
