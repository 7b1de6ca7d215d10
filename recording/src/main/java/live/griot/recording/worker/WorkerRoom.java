package live.griot.recording.worker;

import live.griot.api.id.UserId;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Whether there is room for what is made of recordings: on the disk, and of what a host and all may have. Thread-safe. */
final class WorkerRoom {
    private final Jobs jobs;
    private final Recordings recordings;
    private final OpenStore files;
    private final RecordingLimits limits;

    WorkerRoom(Jobs jobs, Recordings recordings, OpenStore files, RecordingLimits limits) {
        this.jobs = jobs;
        this.recordings = recordings;
        this.files = files;
        this.limits = limits;
    }

    /** Returns whether recordings will soon have no room on the disk. */
    boolean isScarce() {
        return !files.hasRoomFor(spared());
    }

    /** Refuses to make so many bytes where there is no room for them. */
    void require(Job job, long bytes) throws NotMadeException {
        boolean fits = files.hasRoomFor(bytes + spared())
                && fits(limits.maxPerHost(), job.host(), bytes)
                && fits(limits.maxInAll(), null, bytes);
        if (!fits) {
            throw NotMadeException.thisTime("There is no room left for a download", null);
        }
    }

    /** What is made leaves twice the room free that recordings leave: it must not be why they pause. */
    private long spared() {
        return limits.minFree().toBytes();
    }

    private boolean fits(@Nullable DataSize most, @Nullable UserId host, long bytes) {
        return most == null || recordings.bytes(host) + jobs.bytes(host) + bytes <= most.toBytes();
    }
}
