package live.griot.edge.handover;

/** One person's word that they may be taken by a tap; once withdrawn it is for ever, and who agrees again gives another. Thread-safe. */
public final class Consent {
    private volatile boolean withdrawn;

    /** Returns whether it still holds. */
    public boolean holds() {
        return !withdrawn;
    }

    void withdraw() {
        withdrawn = true;
    }
}
