package live.griot.api.live;

/**
 * The port through which a module tells the live socket what passes: who speaks, how a connection fares. It belongs to no event, so it is
 * told to who listens on this node now, at the position where the topic stands, and never replayed. Thread-safe; returns at once.
 */
public interface PassingUpdates {
    /** Tells it. */
    void tell(Update passing);
}
