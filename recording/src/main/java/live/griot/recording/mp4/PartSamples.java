package live.griot.recording.mp4;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import live.griot.recording.mp4.BoxWalker.Box;
import org.jspecify.annotations.Nullable;

/** Which samples a part has, and where. Immutable. */
public final class PartSamples {
    private final long dataStart;
    private final long decodeTime;
    private final long[] sizes;
    private final long[] durations;
    private final BitSet keyFrames;

    PartSamples(long dataStart, long decodeTime, long[] sizes, long[] durations, BitSet keyFrames) {
        this.dataStart = dataStart;
        this.decodeTime = decodeTime;
        this.sizes = sizes;
        this.durations = durations;
        this.keyFrames = keyFrames;
    }

    /**
     * Reads what a part says of itself, and none of its samples' bytes.
     *
     * @param part a {@code moof} and an {@code mdat}, nothing before and nothing behind
     * @return empty where it is anything else
     * @throws IOException when the source cannot be read; never for what stands in it
     */
    public static Optional<PartSamples> read(ByteSource part) throws IOException {
        BoxWalker boxes = BoxWalker.of(part);
        Box moof = boxes.next().filter(box -> box.is("moof")).orElse(null);
        BoxWalker inside = boxes.into();
        if (moof == null || inside == null) {
            return Optional.empty();
        }
        Box data = boxes.next().filter(box -> box.is("mdat")).orElse(null);
        @Nullable PartSamples found = data == null ? null : FragmentReader.readSamples(part, moof, inside, data);
        return boxes.next().isPresent() || !boxes.isWhole() ? Optional.empty() : Optional.ofNullable(found);
    }

    /** Returns how many there are, 1 or more. */
    public int count() {
        return sizes.length;
    }

    /** Returns where the first byte of the first one is, from the part's first byte; the others follow without a gap. */
    public long dataStart() {
        return dataStart;
    }

    /** Returns when the first one begins, in units of the track's timescale. */
    public long decodeTime() {
        return decodeTime;
    }

    /** Returns how many bytes one has. */
    public long size(int sample) {
        return sizes[sample];
    }

    /** Returns how long one lasts, in units of the track's timescale, 1 or more. */
    public long duration(int sample) {
        return durations[sample];
    }

    /** Returns whether a decoder can begin with one. */
    public boolean isKeyFrame(int sample) {
        return keyFrames.get(sample);
    }
}
