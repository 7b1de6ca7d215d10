package live.griot.recording.mp4;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import live.griot.recording.mp4.BoxWalker.Box;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code moof} as {@link MediaPart} writes it: one track, one run of samples, all with sizes and durations (ISO/IEC 14496-12,
 * section 8.8). Anything else makes no part. Not thread-safe.
 */
final class FragmentReader {
    private static final long FLAGS = 0xFFFFFF;
    private static final int BASE_OFFSET = 0x01;
    private static final int DESCRIPTION = 0x02;
    private static final int DEFAULT_DURATION = 0x08;
    private static final int DEFAULT_SIZE = 0x10;
    private static final int DEFAULT_FLAGS = 0x20;
    private static final int BASE_IS_THIS_PART = 0x020000;
    private static final int DATA_OFFSET = 0x01;
    private static final int FIRST_FLAGS = 0x04;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int SAMPLE_FLAGS = 0x400;
    private static final int COMPOSITION = 0x800;
    private static final long NO_SYNC_SAMPLE = 0x10000;
    /** More samples than a part can have: none lasts less than a millisecond, and none a minute. */
    private static final int MAX_SAMPLES = 65_536;

    private final ByteSource source;
    private long sequenceNumber;
    private long decodeTime = -1;
    private long defaultDuration;
    private long defaultSize;
    private long defaultFlags;
    private boolean hasHeader;
    private int samples;
    private long dataOffset;
    private long dataLength;
    private long duration;
    private boolean startsWithKeyFrame;
    private long[] sizes = {};
    private long[] durations = {};
    private final BitSet keyFrames = new BitSet();

    private FragmentReader(ByteSource source) {
        this.source = source;
    }

    /** Returns the part that a {@code moof}, with what stands in it, makes with the data behind it; null where they make none. */
    static @Nullable ScannedPart read(ByteSource source, Box moof, BoxWalker inside, Box data) throws IOException {
        FragmentReader reader = new FragmentReader(source);
        return reader.fits(moof, inside, data)
                ? new ScannedPart(
                        moof.start(),
                        data.end(),
                        reader.sequenceNumber,
                        reader.decodeTime,
                        reader.duration,
                        reader.samples,
                        reader.startsWithKeyFrame)
                : null;
    }

    /** Returns the samples of such a part; null where they make none. */
    static @Nullable PartSamples readSamples(ByteSource source, Box moof, BoxWalker inside, Box data)
            throws IOException {
        FragmentReader reader = new FragmentReader(source);
        return reader.fits(moof, inside, data)
                ? new PartSamples(data.content(), reader.decodeTime, reader.sizes, reader.durations, reader.keyFrames)
                : null;
    }

    private boolean fits(Box moof, BoxWalker inside, Box data) throws IOException {
        return readFragment(inside)
                && samples > 0
                && decodeTime >= 0
                && decodeTime <= Long.MAX_VALUE - duration
                && moof.start() + dataOffset == data.content()
                && dataLength == data.end() - data.content();
    }

    private boolean readFragment(BoxWalker boxes) throws IOException {
        int tracks = 0;
        for (Optional<Box> next = boxes.next(); next.isPresent(); next = boxes.next()) {
            Box box = next.get();
            boolean sound = true;
            if (box.is("mfhd")) {
                FieldReader fields = FieldReader.of(source, box);
                fields.u32();
                sequenceNumber = fields.u32();
                sound = !fields.overrun();
            } else if (box.is("traf")) {
                BoxWalker inside = boxes.into();
                sound = ++tracks == 1 && inside != null && readTrack(inside);
            }
            if (!sound) {
                return false;
            }
        }
        return boxes.isWhole() && tracks == 1;
    }

    private boolean readTrack(BoxWalker boxes) throws IOException {
        for (Optional<Box> next = boxes.next(); next.isPresent(); next = boxes.next()) {
            Box box = next.get();
            boolean sound = true;
            if (box.is("tfhd")) {
                sound = readHeader(FieldReader.of(source, box));
            } else if (box.is("tfdt")) {
                sound = readTime(FieldReader.of(source, box));
            } else if (box.is("trun")) {
                sound = hasHeader && samples == 0 && readRun(FieldReader.of(source, box));
            }
            if (!sound) {
                return false;
            }
        }
        return boxes.isWhole();
    }

    private boolean readHeader(FieldReader fields) {
        long flags = fields.u32() & FLAGS;
        fields.u32(); // track_ID
        fields.u32If((flags & DESCRIPTION) != 0, 0);
        defaultDuration = fields.u32If((flags & DEFAULT_DURATION) != 0, 0);
        defaultSize = fields.u32If((flags & DEFAULT_SIZE) != 0, 0);
        defaultFlags = fields.u32If((flags & DEFAULT_FLAGS) != 0, 0);
        hasHeader = true;
        return !fields.overrun() && (flags & BASE_OFFSET) == 0 && (flags & BASE_IS_THIS_PART) != 0;
    }

    private boolean readTime(FieldReader fields) {
        boolean isWide = fields.u32() >>> 24 == 1;
        decodeTime = isWide ? fields.u64() : fields.u32();
        return !fields.overrun();
    }

    private boolean readRun(FieldReader fields) {
        long flags = fields.u32() & FLAGS;
        long count = fields.u32();
        dataOffset = fields.u32If((flags & DATA_OFFSET) != 0, -1);
        long firstFlags = fields.u32If((flags & FIRST_FLAGS) != 0, defaultFlags);
        if (count > MAX_SAMPLES) {
            return false;
        }
        sizes = new long[(int) count];
        durations = new long[(int) count];
        for (int i = 0; i < count && !fields.overrun(); i++) {
            long lasts = fields.u32If((flags & DURATIONS) != 0, defaultDuration);
            durations[i] = lasts;
            sizes[i] = fields.u32If((flags & SIZES) != 0, defaultSize);
            dataLength += sizes[i];
            long own = fields.u32If((flags & SAMPLE_FLAGS) != 0, i == 0 ? firstFlags : defaultFlags);
            fields.u32If((flags & COMPOSITION) != 0, 0);
            keyFrames.set(i, (own & NO_SYNC_SAMPLE) == 0);
            startsWithKeyFrame |= i == 0 && keyFrames.get(0);
            duration += lasts;
            if (lasts == 0) {
                return false;
            }
        }
        samples = (int) count;
        return !fields.overrun();
    }
}
