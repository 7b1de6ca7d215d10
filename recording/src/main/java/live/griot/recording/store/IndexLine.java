package live.griot.recording.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads a line of an index: a word, what it says, the CRC-32C of all before it, a line feed. ASCII, so that a person can read it.
 * A line is read only if it would be written the same.
 */
final class IndexLine {
    private static final int VERSION = 1;
    private static final int CHECKSUM_CHARS = 8;
    private static final HexFormat HEX = HexFormat.of();

    private IndexLine() {}

    /** Returns the line, with its line feed. */
    static byte[] of(IndexRecord record) {
        String text = text(record) + ' ';
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return (text + HEX.toHexDigits(Checksum.of(bytes)) + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what a line says, given with its line feed; null where it was never written. */
    static @Nullable IndexRecord read(byte[] line) {
        int content = line.length - CHECKSUM_CHARS - 1;
        if (content < 1 || line.length > StoreLimits.LINE_BYTES) {
            return null;
        }
        String[] fields = new String(line, 0, content, StandardCharsets.US_ASCII).split(" ", -1);
        try {
            IndexRecord record = record(fields);
            return record != null && Arrays.equals(of(record), line) ? record : null;
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }

    private static String text(IndexRecord record) {
        return switch (record) {
            case IndexRecord.Begun begun -> join("begun", VERSION, begun.recording(), begun.beganMillis());
            case IndexRecord.RunAdded(StoredRun run) ->
                join(
                        "run",
                        run.track(),
                        run.number(),
                        run.start(),
                        run.length(),
                        HEX.toHexDigits(run.checksum()),
                        run.kind(),
                        run.codecs(),
                        run.timescale(),
                        run.width(),
                        run.height());
            case IndexRecord.PartAdded(StoredPart part) ->
                join(
                        "part",
                        part.track(),
                        part.segment(),
                        part.run(),
                        part.offset(),
                        part.length(),
                        part.start(),
                        part.duration(),
                        part.samples(),
                        part.independent() ? "key" : "delta",
                        HEX.toHexDigits(part.checksum()));
            case IndexRecord.SegmentSealed seal -> join("seal", seal.track(), seal.segment(), seal.length());
            case IndexRecord.SegmentCut cut -> join("cut", cut.track(), cut.segment(), cut.length());
            case IndexRecord.GapAdded(StoredGap gap) -> join("gap", gap.track(), gap.start(), gap.end(), gap.cause());
            case IndexRecord.StateChanged(StateChange change) ->
                join("state", change.state(), change.reason(), change.atMillis());
            case IndexRecord.PresenceChanged(Presence one) ->
                join(one.begins() ? "in" : "out", one.person(), one.medium(), one.atMillis());
        };
    }

    private static String join(Object... fields) {
        StringJoiner line = new StringJoiner(" ");
        for (Object field : fields) {
            line.add(field.toString());
        }
        return line.toString();
    }

    private static @Nullable IndexRecord record(String[] fields) {
        // The last field is the empty one before the checksum.
        Fields from = new Fields(fields);
        return switch (fields[0] + fields.length) {
            case "begun5" -> begun(from);
            case "run12" -> new IndexRecord.RunAdded(run(from));
            case "part12" -> new IndexRecord.PartAdded(part(from));
            case "seal5" -> new IndexRecord.SegmentSealed(from.track(), from.number(), from.number());
            case "cut5" -> new IndexRecord.SegmentCut(from.track(), from.number(), from.number());
            case "gap6" ->
                new IndexRecord.GapAdded(
                        new StoredGap(from.track(), from.number(), from.number(), GapCause.valueOf(from.next())));
            case "state5" ->
                new IndexRecord.StateChanged(
                        new StateChange(RecordingState.valueOf(from.next()), from.next(), from.number()));
            case "in5" -> new IndexRecord.PresenceChanged(presence(from, true));
            case "out5" -> new IndexRecord.PresenceChanged(presence(from, false));
            default -> null;
        };
    }

    private static Presence presence(Fields from, boolean begins) {
        return new Presence(from.next(), Presence.Medium.valueOf(from.next()), begins, from.number());
    }

    private static IndexRecord.@Nullable Begun begun(Fields from) {
        return from.number() == VERSION ? new IndexRecord.Begun(new RecordingName(from.next()), from.number()) : null;
    }

    private static StoredRun run(Fields from) {
        return new StoredRun(
                from.track(),
                from.number(),
                from.number(),
                from.small(),
                from.checksum(),
                TrackFormat.Kind.valueOf(from.next()),
                from.next(),
                from.small(),
                from.small(),
                from.small());
    }

    private static StoredPart part(Fields from) {
        return new StoredPart(
                from.track(),
                from.number(),
                from.number(),
                from.number(),
                from.small(),
                from.number(),
                from.number(),
                from.small(),
                "key".equals(from.next()),
                from.checksum());
    }

    /** Goes through the fields; throws {@link IllegalArgumentException} for what is no number. */
    private static final class Fields {
        private final String[] fields;
        private int at = 1;

        Fields(String[] fields) {
            this.fields = fields;
        }

        String next() {
            return fields[at++];
        }

        TrackName track() {
            return new TrackName(next());
        }

        long number() {
            return Long.parseLong(next());
        }

        int small() {
            return Integer.parseInt(next());
        }

        int checksum() {
            return HexFormat.fromHexDigits(next());
        }
    }
}
