package live.griot.recording.frame;

/** Is told what becomes of a track's frames, in order, by the thread that owns the track. */
public interface TrackListener {
    /** A run begins; its first part follows. */
    void onRun(Run run);

    /** A part is whole. */
    void onPart(Run run, RecordedPart part);

    /** A run is over: all of its parts were told. */
    void onRunEnd(Run run, long end);

    /** Something is missing; told once it is known how much. */
    void onGap(Gap gap);

    /** A frame is in no part. */
    void onDrop(FrameDrop why);
}
