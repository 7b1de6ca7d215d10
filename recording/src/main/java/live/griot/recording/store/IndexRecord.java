package live.griot.recording.store;

/** What one line of an index says. */
sealed interface IndexRecord {
    /** The first line: whose index it is, and the wall clock at the time 0 of all its tracks, in milliseconds since 1970. */
    record Begun(RecordingName recording, long beganMillis) implements IndexRecord {
        public Begun {
            Checks.notNegative(beganMillis);
        }
    }

    /** A segment is whole, and forced to the disk. */
    record SegmentSealed(TrackName track, long segment, long length) implements IndexRecord {
        public SegmentSealed {
            Checks.positive(segment, length);
        }
    }

    /** What a segment has behind that length is gone; all of it, where that is 0. */
    record SegmentCut(TrackName track, long segment, long length) implements IndexRecord {
        public SegmentCut {
            Checks.positive(segment);
            Checks.notNegative(length);
        }
    }

    /** An init segment is there. */
    record RunAdded(StoredRun run) implements IndexRecord {}

    /** A part is there. */
    record PartAdded(StoredPart part) implements IndexRecord {}

    /** A stretch is not there. */
    record GapAdded(StoredGap gap) implements IndexRecord {}

    /** Somebody is in what is recorded of all together from now on, or no more. */
    record PresenceChanged(Presence presence) implements IndexRecord {}

    /** The recording was told to be something else. */
    record StateChanged(StateChange change) implements IndexRecord {}
}
