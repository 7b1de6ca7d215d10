package live.griot.edge.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.ingest.IncomingExtensions;
import live.griot.edge.ingest.SenderClock;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.KeyFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key frames are decoded to the last bit as another decoder does, and hostile ones are refused. */
class KeyFrameDecodingTest {
    /** A frame of the resource, and the hash of the picture that it is. */
    record Recorded(String name, String hash, List<byte[]> units) {
        YuvPicture decode() throws BadFrame {
            return name.startsWith("vp8") ? Vp8KeyFrame.decode(units.getFirst()) : H264KeyFrame.decode(units);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Recorded> recorded() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(KeyFrameDecodingTest.class.getResourceAsStream("/keyframes/frames.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> new Recorded(
                            parts[0],
                            parts[1],
                            Arrays.stream(parts[2].split(","))
                                    .map(HexFormat.of()::parseHex)
                                    .toList()));
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_key_frame_becomes_the_same_picture_as_in_another_decoder(Recorded frame) throws Exception {
        YuvPicture picture = frame.decode();

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int halfWidth = (picture.width() + 1) / 2;
        int halfHeight = (picture.height() + 1) / 2;
        update(digest, picture.y(), picture.lumaStride(), picture.width(), picture.height());
        update(digest, picture.u(), picture.chromaStride(), halfWidth, halfHeight);
        update(digest, picture.v(), picture.chromaStride(), halfWidth, halfHeight);
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(frame.hash());
    }

    private static void update(MessageDigest digest, byte[] plane, int stride, int width, int height) {
        for (int row = 0; row < height; row++) {
            digest.update(plane, row * stride, width);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_frame_that_was_tampered_with_is_refused_or_makes_some_picture_and_nothing_else(Recorded frame) {
        Random random = new Random(frame.name().hashCode());
        for (int round = 0; round < 300; round++) {
            List<byte[]> units = new ArrayList<>();
            frame.units().forEach(unit -> units.add(unit.clone()));
            byte[] struck = units.get(random.nextInt(units.size()));
            for (int i = 0; i <= random.nextInt(6); i++) {
                struck[random.nextInt(random.nextBoolean() ? Math.min(24, struck.length) : struck.length)] =
                        (byte) random.nextInt();
            }
            if (random.nextInt(3) == 0) {
                byte[] last = units.removeLast();
                units.add(Arrays.copyOf(last, random.nextInt(last.length)));
            }
            try {
                assertThat(Thumbnail.jpeg(new Recorded(frame.name(), "", units).decode()))
                        .hasSizeLessThanOrEqualTo(Thumbnail.MAX_BYTES);
            } catch (BadFrame refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void it_is_put_together_from_packets_whatever_pieces_it_came_in(Recorded frame) throws Exception {
        Codec codec = frame.name().startsWith("vp8") ? Codec.VP8 : Codec.H264;
        List<KeyFrame> caught = new ArrayList<>();
        Encoding encoding = new Encoding(0, codec, new SenderClock());
        encoding.catchKeyFrame(caught::add);
        List<byte[]> payloads = codec == Codec.VP8 ? vp8(frame.units().getFirst()) : h264(frame.units());
        for (int i = 0; i < payloads.size(); i++) {
            RtpBuilder packet = RtpBuilder.packet(96, 1, 100 + i, 9_000).payload(payloads.get(i));
            byte[] bytes = (i == payloads.size() - 1 ? packet.marker() : packet).build();
            RtpPacket view = new RtpPacket();
            view.wrap(bytes, 0, bytes.length);
            encoding.accept(view, codec, IncomingExtensions.NONE, i);
        }

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(StillPicture.of(caught.getFirst())));
        assertThat(image.getWidth()).isEqualTo(frame.decode().width());
        assertThat(image.getHeight()).isEqualTo(frame.decode().height());
    }

    private static List<byte[]> vp8(byte[] frame) {
        List<byte[]> payloads = new ArrayList<>();
        for (int at = 0; at < frame.length; at += 500) {
            byte[] descriptor = {(byte) (at == 0 ? 0x10 : 0)};
            payloads.add(joined(descriptor, Arrays.copyOfRange(frame, at, Math.min(frame.length, at + 500))));
        }
        return payloads;
    }

    /** The parameter sets in one packet, a long slice in several, a short one in its own. */
    private static List<byte[]> h264(List<byte[]> units) {
        List<byte[]> payloads = new ArrayList<>();
        byte[] sps = units.get(0);
        byte[] pps = units.get(1);
        byte[] both = joined(
                joined(new byte[] {24, 0, (byte) sps.length}, sps), joined(new byte[] {0, (byte) pps.length}, pps));
        payloads.add(both);
        for (byte[] slice : units.subList(2, units.size())) {
            if (slice.length <= 400) {
                payloads.add(slice);
                continue;
            }
            for (int at = 1; at < slice.length; at += 400) {
                int end = Math.min(slice.length, at + 400);
                int header = (slice[0] & 0x1F) | (at == 1 ? 0x80 : 0) | (end == slice.length ? 0x40 : 0);
                byte[] indicator = {(byte) ((slice[0] & 0xE0) | 28), (byte) header};
                payloads.add(joined(indicator, Arrays.copyOfRange(slice, at, end)));
            }
        }
        return payloads;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void a_decoding_ends_when_its_thread_is_interrupted(Recorded frame) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(frame::decode).isInstanceOf(Interruption.Interrupted.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void noise_is_refused() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> Vp8KeyFrame.decode(noise)).isInstanceOf(BadFrame.class);
            assertThatThrownBy(() -> H264KeyFrame.decode(List.of(noise))).isInstanceOf(BadFrame.class);
        }
    }

    @Test
    void a_picture_larger_than_anybody_shows_is_refused_before_room_is_made_for_it() {
        byte[] huge = {0, 0, 0, (byte) 0x9D, 1, 0x2A, (byte) 0xFF, 0x3F, (byte) 0xFF, 0x3F, 0, 0, 0, 0};
        assertThatThrownBy(() -> Vp8KeyFrame.decode(huge))
                .isInstanceOf(BadFrame.class)
                .hasMessage("a picture of 16383 x 16383");
        // Baseline, set 0, then 1024 macroblocks each way.
        byte[] sps = HexFormat.of().parseHex("6742c01ef4" + "0020000800" + "80");
        assertThatThrownBy(() -> H264KeyFrame.decode(List.of(sps))).isInstanceOf(BadFrame.class);
    }

    @Test
    void a_thumbnail_keeps_the_proportion_and_the_colour() throws Exception {
        byte[] luma = new byte[1280 * 720];
        byte[] u = new byte[640 * 360];
        byte[] v = new byte[640 * 360];
        Arrays.fill(luma, (byte) 81);
        Arrays.fill(u, (byte) 90);
        Arrays.fill(v, (byte) 240);

        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(Thumbnail.jpeg(new YuvPicture(1280, 720, luma, u, v, 1280, 640))));

        assertThat(image.getWidth()).isEqualTo(480);
        assertThat(image.getHeight()).isEqualTo(270);
        int red = image.getRGB(240, 135);
        assertThat(red >> 16 & 0xFF).isGreaterThan(240);
        assertThat(red >> 8 & 0xFF).isLessThan(16);
        assertThat(red & 0xFF).isLessThan(16);
    }

    @Test
    void a_picture_on_end_fits_by_its_height() throws Exception {
        YuvPicture upright =
                new YuvPicture(360, 640, new byte[360 * 640], new byte[180 * 320], new byte[180 * 320], 360, 180);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Thumbnail.jpeg(upright)));

        assertThat(image.getWidth()).isEqualTo(152);
        assertThat(image.getHeight()).isEqualTo(270);
    }
}
