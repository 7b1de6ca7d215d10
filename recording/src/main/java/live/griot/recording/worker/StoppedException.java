package live.griot.recording.worker;

/** What is being made is not wanted any more, not by this node, or not now. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
}
