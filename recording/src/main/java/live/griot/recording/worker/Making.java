package live.griot.recording.worker;

/** Tells who asked how far something is that is being made, and whether it is wanted still. Thread-safe. */
interface Making {
    /** Returns whether to end, since it is not wanted any more, or not here, or not now. Cheap enough to be asked often. */
    boolean isStopped();

    /** Notes how far it is, in hundredths of the whole. */
    void reached(int percent);

    /** Ends what is being made where it is not wanted any more. */
    default void check() throws StoppedException {
        if (isStopped()) {
            throw new StoppedException();
        }
    }
}
