package live.griot.api.rights;

/** The port of who keeps open what a right let in: is told on every node when rights end, in the order of the log. */
public interface RightsHolder {
    /**
     * Closes what the table of {@link Ending} says of those whom it concerns; told twice of the same, it does nothing more. What it throws
     * is logged, and it is told again.
     */
    void rightsEnded(RightsEnd end);
}
