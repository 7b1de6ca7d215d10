package live.griot.recording.mp4;

import java.util.Arrays;

/** The tables of one track of a {@link ProgressiveMovie} (ISO/IEC 14496-12, sections 8.6 and 8.7). They take some 5 bytes a sample. Not thread-safe. */
public final class ProgressiveTrack {
    private static final int INITIAL = 1_024;
    /** What a table's entries count with. */
    private static final long MOST = 0xFFFFFFFFL;

    private final SampleDescription description;
    private int[] sizes = new int[INITIAL];
    private int samples;
    /** Pairs: how many samples in a row, and how long each lasts. */
    private int[] times = new int[INITIAL];

    private int timesLength;
    private int[] keyFrames = new int[INITIAL];
    private int keys;
    /** Pairs: the first of some chunks in a row, and how many samples each of them has. */
    private int[] chunkSizes = new int[INITIAL];

    private int chunkSizesLength;
    private long[] offsets = new long[INITIAL];
    private int chunks;
    private long end;

    ProgressiveTrack(SampleDescription description) {
        this.description = description;
    }

    /** Returns how its samples are decoded. */
    public SampleDescription description() {
        return description;
    }

    /** Returns when its last sample ends, in units of its timescale. */
    public long end() {
        return end;
    }

    /** Returns how many samples it has. */
    public int samples() {
        return samples;
    }

    /** Begins a chunk of so many samples, which are added then. */
    void chunk(long offset, int count) {
        if (chunkSizesLength == 0 || chunkSizes[chunkSizesLength - 1] != count) {
            chunkSizes = grown(chunkSizes, chunkSizesLength + 2);
            chunkSizes[chunkSizesLength++] = chunks + 1;
            chunkSizes[chunkSizesLength++] = count;
        }
        offsets = chunks < offsets.length ? offsets : Arrays.copyOf(offsets, chunks * 2);
        offsets[chunks++] = offset;
    }

    /** Adds a sample. */
    void sample(long size, long duration, boolean isKeyFrame) {
        sizes = grown(sizes, samples + 1);
        sizes[samples++] = (int) size;
        if (isKeyFrame) {
            keyFrames = grown(keyFrames, keys + 1);
            keyFrames[keys++] = samples;
        }
        last(duration, 1);
        end += duration;
    }

    /**
     * Lets the last sample last longer: nothing comes for so long. Nothing happens without a sample.
     *
     * @param longer in units of the track's timescale, 0 or more
     */
    public void stretch(long longer) {
        if (samples == 0 || longer <= 0) {
            return;
        }
        long before = times[timesLength - 1] & MOST;
        long duration = Math.min(MOST, before + longer);
        if (--times[timesLength - 2] == 0) {
            timesLength -= 2;
        }
        last(duration, 1);
        end += duration - before;
    }

    private void last(long duration, int count) {
        if (timesLength > 0 && times[timesLength - 1] == (int) duration) {
            times[timesLength - 2] += count;
            return;
        }
        times = grown(times, timesLength + 2);
        times[timesLength++] = count;
        times[timesLength++] = (int) duration;
    }

    private static int[] grown(int[] table, int length) {
        return length <= table.length ? table : Arrays.copyOf(table, Math.max(length, table.length * 2));
    }

    /** Writes {@code stbl}, with the data beginning there. */
    void write(BoxWriter to, long dataStart) {
        to.box("stsd", 0, 0, () -> to.u32(1).raw(description.entry()));
        to.box("stts", 0, 0, () -> ints(to.u32(timesLength / 2), times, timesLength));
        if (keys < samples) {
            to.box("stss", 0, 0, () -> ints(to.u32(keys), keyFrames, keys));
        }
        to.box("stsc", 0, 0, () -> {
            to.u32(chunkSizesLength / 2);
            for (int i = 0; i < chunkSizesLength; i += 2) {
                to.u32(chunkSizes[i]).u32(chunkSizes[i + 1]).u32(1);
            }
        });
        to.box("stsz", 0, 0, () -> ints(to.u32(0).u32(samples), sizes, samples));
        to.box("co64", 0, 0, () -> {
            to.u32(chunks);
            for (int i = 0; i < chunks; i++) {
                to.u64(dataStart + offsets[i]);
            }
        });
    }

    private static void ints(BoxWriter to, int[] table, int length) {
        for (int i = 0; i < length; i++) {
            to.u32(table[i]);
        }
    }
}
