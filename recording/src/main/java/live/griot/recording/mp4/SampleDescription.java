package live.griot.recording.mp4;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import live.griot.recording.mp4.BoxWalker.Box;
import org.jspecify.annotations.Nullable;

/** What an init segment says of its track: how its samples are to be decoded, and how its time counts. Immutable. */
public final class SampleDescription {
    /** The longest that is read: parameter sets, say. */
    private static final int MAX_ENTRY = 64 << 10;

    private static final int FULL_BOX = 4;
    private static final int HEADER = 8;

    private final TrackFormat.Kind kind;
    private final long timescale;
    private final byte[] entry;

    private SampleDescription(TrackFormat.Kind kind, long timescale, byte[] entry) {
        this.kind = kind;
        this.timescale = timescale;
        this.entry = entry;
    }

    /** Returns that of a track whose samples are written here. */
    public static SampleDescription of(TrackFormat format) {
        return new SampleDescription(format.kind(), format.timescale(), format.sampleEntry());
    }

    /**
     * Reads that of an init segment's only track; what comes behind the init segment is not looked at.
     *
     * @return empty where it makes no sense
     * @throws IOException when the source cannot be read; never for what stands in it
     */
    public static Optional<SampleDescription> read(ByteSource source) throws IOException {
        BoxWalker boxes = BoxWalker.of(source);
        Optional<Box> next = boxes.next();
        while (next.isPresent() && !next.get().is("moov")) {
            next = boxes.next();
        }
        BoxWalker movie = boxes.into();
        return next.isEmpty() || movie == null ? Optional.empty() : readMedia(source, movie);
    }

    private static Optional<SampleDescription> readMedia(ByteSource source, BoxWalker movie) throws IOException {
        BoxWalker media = down(movie, List.of("trak", "mdia"));
        long timescale = 0;
        byte[] entry = {};
        TrackFormat.Kind kind = TrackFormat.Kind.VIDEO;
        if (media == null) {
            return Optional.empty();
        }
        for (Optional<Box> next = media.next(); next.isPresent(); next = media.next()) {
            Box box = next.get();
            if (box.is("mdhd")) {
                timescale = readTimescale(FieldReader.of(source, box));
            } else if (box.is("hdlr")) {
                kind = readKind(FieldReader.of(source, box));
            } else if (box.is("minf")) {
                entry = readEntry(source, media.into());
            }
        }
        return timescale > 0 && entry.length > 0
                ? Optional.of(new SampleDescription(kind, timescale, entry))
                : Optional.empty();
    }

    private static long readTimescale(FieldReader fields) {
        boolean isWide = fields.u32() >>> 24 == 1;
        for (int i = 0; i < (isWide ? 4 : 2); i++) {
            fields.u32();
        }
        long timescale = fields.u32();
        return fields.overrun() ? 0 : timescale;
    }

    private static TrackFormat.Kind readKind(FieldReader fields) {
        fields.u32();
        fields.u32();
        return fields.u32() == BoxWalker.typeOf("soun") ? TrackFormat.Kind.AUDIO : TrackFormat.Kind.VIDEO;
    }

    private static byte[] readEntry(ByteSource source, @Nullable BoxWalker inside) throws IOException {
        BoxWalker table = inside == null ? null : down(inside, List.of("stbl"));
        if (table == null) {
            return new byte[0];
        }
        for (Optional<Box> next = table.next(); next.isPresent(); next = table.next()) {
            Box box = next.get();
            long start = box.content() + FULL_BOX + 4;
            if (box.is("stsd") && box.end() - start >= HEADER && box.end() - start <= MAX_ENTRY) {
                byte[] all = new byte[(int) (box.end() - start)];
                source.read(start, all, 0, all.length);
                Box first = BoxWalker.of(ByteSource.of(all)).next().orElse(null);
                return first == null ? new byte[0] : Arrays.copyOf(all, (int) first.end());
            }
        }
        return new byte[0];
    }

    private static @Nullable BoxWalker down(BoxWalker from, List<String> way) throws IOException {
        BoxWalker boxes = from;
        for (String type : way) {
            Optional<Box> next = boxes.next();
            while (next.isPresent() && !next.get().is(type)) {
                next = boxes.next();
            }
            BoxWalker inside = boxes.into();
            if (next.isEmpty() || inside == null) {
                return null;
            }
            boxes = inside;
        }
        return boxes;
    }

    /** Returns whether it is of pictures or of sound. */
    public TrackFormat.Kind kind() {
        return kind;
    }

    /** Returns whether its samples are packets of Opus. */
    public boolean isOpus() {
        return u32(entry, 4) == BoxWalker.typeOf("Opus");
    }

    private static int u32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    /** Returns how many units of its time are a second, 1 or more. */
    public long timescale() {
        return timescale;
    }

    /** Returns how wide a picture is as its entry says, in pixels; 0 for sound. */
    public int width() {
        return u16(32);
    }

    /** Returns how high a picture is as its entry says, in pixels; 0 for sound. */
    public int height() {
        return u16(34);
    }

    private int u16(int at) {
        return kind == TrackFormat.Kind.AUDIO || entry.length < at + 2
                ? 0
                : (entry[at] & 0xFF) << 8 | (entry[at + 1] & 0xFF);
    }

    /** Returns the sample entry's box; not to be changed. */
    byte[] entry() {
        return entry;
    }

    /**
     * Returns by what a decoder is set up that takes the samples of both; empty where none does. Encoders of H.264 name a level by how often pictures
     * come, and whatever takes the higher takes the lower.
     */
    public Optional<SampleDescription> forBoth(SampleDescription other) {
        if (timescale != other.timescale) {
            return Optional.empty();
        }
        if (Arrays.equals(entry, other.entry)) {
            return Optional.of(this);
        }
        AvcConfiguration ours = AvcConfiguration.of(entry);
        AvcConfiguration theirs = AvcConfiguration.of(other.entry);
        if (ours == null || theirs == null || !ours.isSameButForLevel(theirs)) {
            return Optional.empty();
        }
        return Optional.of(ours.level() >= theirs.level() ? this : other);
    }
}
