package live.griot.recording.playlist;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;

/**
 * Names bytes of a track, as the last part of an address. What is under a name never changes: init segments and segments carry the checksum
 * of what they are, and parts, which are announced before they are there, an epoch that no other start of the program has.
 */
public sealed interface MediaName {
    /** An init segment. */
    record Init(long run, int checksum) implements MediaName {
        private static final Pattern SHAPE = Pattern.compile("init-([1-9][0-9]{0,17})-([0-9a-f]{8})\\.mp4");

        static Init of(StoredRun run) {
            return new Init(run.number(), run.checksum());
        }

        @Override
        public String toString() {
            return "init-%d-%s.mp4".formatted(run, HexFormat.of().toHexDigits(checksum));
        }
    }

    /**
     * A listed segment: parts of a stored one, right behind each other.
     *
     * @param number of the stored segment
     * @param first the place of its first part there, from 0
     * @param count how many parts
     */
    record Segment(long number, int first, int count, int checksum) implements MediaName {
        private static final Pattern SHAPE =
                Pattern.compile("([1-9][0-9]{0,17})-(0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8})-([0-9a-f]{8})\\.m4s");

        static Segment of(ListedSegment listed) {
            return new Segment(
                    listed.parts().getFirst().segment(),
                    listed.firstIndex(),
                    listed.parts().size(),
                    checksum(listed.parts()));
        }

        /** Returns a checksum over those of the parts. */
        public static int checksum(List<StoredPart> parts) {
            CRC32C sum = new CRC32C();
            for (StoredPart part : parts) {
                sum.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part.checksum())
                        .flip());
            }
            return (int) sum.getValue();
        }

        @Override
        public String toString() {
            return "%d-%d-%d-%s.m4s"
                    .formatted(number, first, count, HexFormat.of().toHexDigits(checksum));
        }
    }

    /**
     * A part.
     *
     * @param epoch 1 to 16 small letters and digits
     * @param ordinal its place among the track's parts, from 0
     */
    record Part(String epoch, long ordinal) implements MediaName {
        private static final Pattern SHAPE = Pattern.compile("part-([0-9a-z]{1,16})-(0|[1-9][0-9]{0,17})\\.m4s");

        @Override
        public String toString() {
            return "part-%s-%d.m4s".formatted(epoch, ordinal);
        }
    }

    /** The init segment of what is played where there is nothing. */
    record BlankInit() implements MediaName {
        private static final String NAME = "blank.mp4";

        @Override
        public String toString() {
            return NAME;
        }
    }

    /**
     * A segment of what is played where there is nothing; the name says all of it.
     *
     * @param fromMicros when it begins, in the time of the media
     * @param toMicros when it ends, at most {@link PlaylistLimits#BLANK_MICROS} later
     */
    record BlankSegment(long fromMicros, long toMicros) implements MediaName {
        private static final Pattern SHAPE = Pattern.compile("blank-(0|[1-9][0-9]{0,14})-([1-9][0-9]{0,14})\\.m4s");

        /** Returns whether it is one that can be made. */
        boolean isSound() {
            return fromMicros < toMicros && toMicros - fromMicros <= PlaylistLimits.BLANK_MICROS;
        }

        @Override
        public String toString() {
            return "blank-%d-%d.m4s".formatted(fromMicros, toMicros);
        }
    }

    /** Reads a name; empty where it is none. A name is read only if it would be written the same. */
    static Optional<MediaName> parse(String text) {
        Matcher init = Init.SHAPE.matcher(text);
        if (init.matches()) {
            return Optional.of(new Init(Long.parseLong(init.group(1)), HexFormat.fromHexDigits(init.group(2))));
        }
        Matcher part = Part.SHAPE.matcher(text);
        if (part.matches()) {
            return Optional.of(new Part(part.group(1), Long.parseLong(part.group(2))));
        }
        Matcher segment = Segment.SHAPE.matcher(text);
        if (segment.matches()) {
            return Optional.of(new Segment(
                    Long.parseLong(segment.group(1)),
                    Integer.parseInt(segment.group(2)),
                    Integer.parseInt(segment.group(3)),
                    HexFormat.fromHexDigits(segment.group(4))));
        }
        Matcher blank = BlankSegment.SHAPE.matcher(text);
        if (blank.matches()) {
            BlankSegment name = new BlankSegment(Long.parseLong(blank.group(1)), Long.parseLong(blank.group(2)));
            return name.isSound() ? Optional.of(name) : Optional.empty();
        }
        return text.equals(BlankInit.NAME) ? Optional.of(new BlankInit()) : Optional.empty();
    }
}
