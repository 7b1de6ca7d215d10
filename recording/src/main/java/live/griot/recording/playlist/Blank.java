package live.griot.recording.playlist;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.AvcFormat;
import live.griot.recording.mp4.InitSegment;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.store.TrackName;

/**
 * What is played where a track has nothing: a dark picture, or silence. So all tracks are there from the beginning to their end, and whoever
 * speaks while no camera is on is heard: a player needs picture and sound at once. Immutable.
 */
public final class Blank {
    /** Dark, 320 by 180; one picture a second, which stands for itself. */
    private static final Blank PICTURE = new Blank(picture(), Dark.picture(), 90_000);
    /** Opus in which nothing is heard, packets of 20 ms. */
    private static final Blank OPUS =
            new Blank(AudioFormats.opus(2), HexFormat.of().parseHex("f8fffe"), 960);
    /** AAC-LC in which nothing is heard, in stereo. */
    private static final Blank AAC =
            new Blank(AudioFormats.aac(48_000, 2), HexFormat.of().parseHex("211004608c1c"), 1_024);

    private final TrackFormat format;
    private final byte[] sample;
    private final int sampleDuration;

    /**
     * One picture that x264 made of {@code color=c=0x14121f:s=320x180:r=30}, baseline; its parameter sets, and the picture. Where it says that one comes a
     * second, ffmpeg takes it that pictures of other runs come as rarely, and moves them.
     */
    private static final class Dark {
        private static final byte[] SEQUENCE_SET = Base64.getDecoder().decode("Z0LADNkBQZ+fARAAAAMAEAAAAwPA8UKkgA==");
        private static final byte[] PICTURE_SET = Base64.getDecoder().decode("aMuDyyA=");
        private static final byte[] UNIT = Base64.getDecoder()
                .decode(
                        "ZYiECfEYoAAnDxwADlJycnJycnJycnJycnJycnJycnJ111111111111111111111111111111111111111111111111111111111"
                                + "1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111"
                                + "1111111111111111111111111111111111111111111111111111111111111114");

        /** The sets are in band as well, as in all key frames. */
        static byte[] picture() {
            ByteBuffer sample = ByteBuffer.allocate(
                    3 * AvcFormat.LENGTH_SIZE + SEQUENCE_SET.length + PICTURE_SET.length + UNIT.length);
            for (byte[] unit : List.of(SEQUENCE_SET, PICTURE_SET, UNIT)) {
                sample.putInt(unit.length).put(unit);
            }
            return sample.array();
        }
    }

    private Blank(TrackFormat format, byte[] sample, int sampleDuration) {
        this.format = format;
        this.sample = sample;
        this.sampleDuration = sampleDuration;
    }

    private static TrackFormat picture() {
        return Objects.requireNonNull(AvcFormat.of(List.of(Dark.SEQUENCE_SET), List.of(Dark.PICTURE_SET)));
    }

    /** Returns what stands for nothing in a track; empty for tracks that players are not told of. */
    public static Optional<Blank> of(TrackName track) {
        return switch (track.value()) {
            case "p" -> Optional.of(PICTURE);
            case "m-opus" -> Optional.of(OPUS);
            case "m-aac" -> Optional.of(AAC);
            default -> Optional.empty();
        };
    }

    /** Returns its codec, as playlists name it. */
    String codecs() {
        return format.codecs();
    }

    /** Returns the init segment. */
    public byte[] init() {
        return InitSegment.of(format);
    }

    /** Returns a segment of it, from one time of the media to another. */
    public byte[] segment(MediaName.BlankSegment name) {
        long from = ticks(name.fromMicros());
        long left = ticks(name.toMicros()) - from;
        List<Sample> samples = new ArrayList<>();
        boolean canBeShorter = format.kind() == TrackFormat.Kind.VIDEO;
        while (left > 0 && (canBeShorter || left >= sampleDuration || samples.isEmpty())) {
            int length = canBeShorter ? (int) Math.min(left, sampleDuration) : sampleDuration;
            samples.add(new Sample(sample, length, true));
            left -= length;
        }
        return MediaPart.of(format, name.fromMicros(), from, samples);
    }

    private long ticks(long micros) {
        return micros / PlaylistLimits.SECOND_MICROS * format.timescale()
                + micros % PlaylistLimits.SECOND_MICROS * format.timescale() / PlaylistLimits.SECOND_MICROS;
    }
}
