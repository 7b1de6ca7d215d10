package live.griot.recording.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.frame.TrackListener;
import live.griot.recording.mp4.InitSegment;

/** Keeps what a track tells, as a store would, and checks what has to hold for whatever is told. */
public final class RecordedTrack implements TrackListener {
    private final List<Run> runs = new ArrayList<>();
    private final List<RecordedPart> parts = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<FrameDrop, Integer> drops = new EnumMap<>(FrameDrop.class);
    private final List<ByteArrayOutputStream> files = new ArrayList<>();
    private long end;
    private boolean open;

    @Override
    public void onRun(Run run) {
        require(!open && run.start() >= end && run.number() == runs.size() + 1, "run " + run);
        open = true;
        runs.add(run);
        end = run.start();
        files.add(new ByteArrayOutputStream());
        files.getLast().writeBytes(InitSegment.of(run.format()));
    }

    @Override
    public void onPart(Run run, RecordedPart part) {
        RecordedPart before = parts.isEmpty() ? null : parts.getLast();
        long segment = before == null ? 1 : before.segment() + (before.endsSegment() ? 1 : 0);
        int index = before == null || before.endsSegment() ? 0 : before.index() + 1;
        boolean follows = part.segment() == segment && part.index() == index;
        require(
                open && run.equals(runs.getLast()) && part.start() == end && part.duration() > 0 && follows,
                "part " + part);
        end = part.end();
        parts.add(part);
        files.getLast().writeBytes(part.bytes());
    }

    @Override
    public void onRunEnd(Run run, long runEnd) {
        require(
                open
                        && run.equals(runs.getLast())
                        && runEnd == end
                        && parts.getLast().endsSegment(),
                "end of " + run);
        open = false;
    }

    @Override
    public void onGap(Gap gap) {
        require(gap.start() < gap.end(), "gap " + gap);
        gaps.add(gap);
    }

    @Override
    public void onDrop(FrameDrop why) {
        drops.merge(why, 1, Integer::sum);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Out of order: " + what);
        }
    }

    /** Returns the runs, in order. */
    public List<Run> runs() {
        return runs;
    }

    /** Returns the parts of all runs, in order. */
    public List<RecordedPart> parts() {
        return parts;
    }

    /** Returns the gaps, in order. */
    public List<Gap> gaps() {
        return gaps;
    }

    /** Returns how many frames were left out, by why. */
    public Map<FrameDrop, Integer> drops() {
        return drops;
    }

    /** Returns where the last part ended, in units of the track's timescale. */
    public long end() {
        return end;
    }

    /** Returns a run's init segment and parts. */
    public byte[] bytes(int run) {
        return files.get(run).toByteArray();
    }

    /** Writes a run's init segment and parts into a file, and returns it. */
    public Path file(int run, Path directory) {
        return write(bytes(run), directory.resolve("run-%d.mp4".formatted(run)));
    }

    /** Writes bytes into a file, and returns it. */
    public static Path write(byte[] bytes, Path file) {
        try {
            return Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
