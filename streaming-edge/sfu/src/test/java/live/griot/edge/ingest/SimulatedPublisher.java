package live.griot.edge.ingest;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.peer.RtpBuilder;
import live.griot.edge.rtcp.RtcpReader;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.srtp.SrtpReceiver;

/**
 * Somebody who publishes in simulated time: a camera of 30 frames a second in one to three sizes, whose frames differ as an encoder's do, and a
 * microphone. Asked for a key frame of a size, it sends one with the next frame.
 */
final class SimulatedPublisher {
    private static final int FRAMES_A_SECOND = 30;
    private static final int MAX_PAYLOAD = 1_100;
    private static final int KEY_FRAME_FACTOR = 4;
    private static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SILENCE = 127;
    private static final int CAMERA = 0x100;
    private static final long NEVER = Long.MAX_VALUE;
    /** How long a browser holds a reference time until its next report, in 65,536ths of a second. */
    private static final int HELD = 0x10000 / 4;

    @SuppressWarnings("ArrayRecordComponent") // Never changed.
    private record Answer(byte[] bytes, long atNanos) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final PublisherTransport peer;
    private final SrtpReceiver receiver;
    private final boolean[] asked;
    private final long[] bitrates;
    private final int[] sequences;
    private final boolean[] off;
    private final Random random;
    private int frame;
    private int soundSequence;
    private long nextSound;
    private int level = SILENCE;
    private int keyFrames;
    private long answersAfter = NEVER;
    private boolean silent;

    SimulatedPublisher(PublisherTransport peer, SrtpReceiver receiver, long[] bitrates, int seed) {
        this.peer = peer;
        this.receiver = receiver;
        this.asked = new boolean[bitrates.length];
        this.bitrates = bitrates;
        this.sequences = new int[bitrates.length];
        this.off = new boolean[bitrates.length];
        this.random = new Random(seed);
    }

    PublisherTransport peer() {
        return peer;
    }

    Publication camera() {
        return peer.publications().get(0);
    }

    Publication microphone() {
        return peer.publications().get(1);
    }

    NetworkPath path() {
        return Objects.requireNonNull(peer.path());
    }

    /** Takes what the edge tells. */
    void onDatagram(byte[] sealed, long now) {
        int length = receiver.openRtcp(sealed, 0, sealed.length);
        if (answersAfter != NEVER) {
            answer(sealed, length, now);
        }
        RtcpReader.read(sealed, 0, length, new RtcpReader.Listener() {
            @Override
            public void onPictureLoss(int mediaSsrc) {
                asked[mediaSsrc - CAMERA] = true;
            }
        });
    }

    /** Answers reference times as browsers do (RFC 3611, section 4.5), so that the way there and back takes so long. */
    void answersAfter(long roundTripNanos) {
        answersAfter = roundTripNanos;
    }

    /** Answers reference times no more. */
    void answersNoMore() {
        answersAfter = NEVER;
    }

    /** Sends nothing, or goes on. */
    void silent(boolean isSilent) {
        silent = isSilent;
    }

    private void answer(byte[] compound, int length, long now) {
        for (int at = 0; at < length; at += 4 + 4 * Bytes.u16(compound, at + 2)) {
            if ((compound[at + 1] & 0xFF) == 207 && compound[at + 8] == 4) {
                byte[] answer = new byte[24];
                Bytes.put32(answer, 0, 0x80CF0005);
                Bytes.put32(answer, 4, CAMERA);
                Bytes.put32(answer, 8, 0x05000003);
                Bytes.put32(answer, 12, Bytes.i32(compound, at + 4));
                Bytes.put32(answer, 16, (int) (Bytes.i64(compound, at + 12) >>> 16));
                Bytes.put32(answer, 20, HELD);
                long held = (HELD * TimeUnit.SECONDS.toNanos(1)) >> 16;
                answers.add(new Answer(answer, now + answersAfter + held));
            }
        }
    }

    /** Speaks that loudly from now on, 0 for the loudest to 127 for silence. */
    void speak(int newLevel) {
        level = newLevel;
    }

    /** Stops or goes on sending a size, as a browser does when its own bandwidth does not allow it. */
    void sends(int layer, boolean sends) {
        off[layer] = !sends;
    }

    /** Returns how many key frames were asked for and sent. */
    int keyFrames() {
        return keyFrames;
    }

    void step(long now) {
        for (Answer due = answers.peek(); due != null && due.atNanos() <= now; due = answers.peek()) {
            answers.remove();
            peer.onRtcp(due.bytes(), due.bytes().length, now);
        }
        if (silent) {
            return;
        }
        peer.heard(now);
        if (now >= nextSound) {
            nextSound = now + SOUND_NANOS;
            sound(now);
        }
        if (now >= (long) frame * TimeUnit.SECONDS.toNanos(1) / FRAMES_A_SECOND) {
            for (int layer = 0; layer < bitrates.length; layer++) {
                if (!off[layer]) {
                    frame(layer, now);
                }
            }
            frame++;
        }
    }

    private void sound(long now) {
        byte[] packet = RtpBuilder.packet(LoopbackStage.OPUS, 0x200, soundSequence & 0xFFFF, 960 * soundSequence)
                .extension(LoopbackStage.MID, "1")
                .extension(LoopbackStage.AUDIO_LEVEL, (byte) ((level < 100 ? 0x80 : 0) | level))
                .payload(new byte[80])
                .build();
        soundSequence++;
        peer.onRtp(packet, packet.length, now);
    }

    private void frame(int layer, long now) {
        boolean keyFrame = sequences[layer] == 0 || asked[layer];
        asked[layer] = false;
        keyFrames += keyFrame ? 1 : 0;
        double mean = bitrates[layer] / 8d / FRAMES_A_SECOND;
        double size = mean * (1 + 0.3 * random.nextGaussian()) * (keyFrame ? KEY_FRAME_FACTOR : 1);
        int packets = (int) Math.max(1, Math.ceil(size / MAX_PAYLOAD));
        int payload = (int) Math.max(20, size / packets);
        for (int i = 0; i < packets; i++) {
            RtpBuilder packet = RtpBuilder.packet(
                            LoopbackStage.VP8, CAMERA + layer, sequences[layer]++ & 0xFFFF, 3_000 * frame)
                    .extension(LoopbackStage.MID, "0")
                    .payload(payload(layer, payload, i == 0, keyFrame));
            if (bitrates.length > 1) {
                packet.extension(LoopbackStage.RID, LoopbackStage.RIDS.get(layer));
            }
            byte[] built = (i == packets - 1 ? packet.marker() : packet).build();
            peer.onRtp(built, built.length, now);
        }
    }

    /** RFC 7741, sections 4.2 and 4.3; RFC 6386, section 9.1. Sizes are 320x180, 640x360, 1280x720. */
    private static byte[] payload(int layer, int size, boolean first, boolean keyFrame) {
        byte[] bytes = new byte[Math.max(size, 20)];
        bytes[0] = (byte) (first ? 0x10 : 0);
        if (first && keyFrame) {
            int width = 320 << layer;
            int height = 180 << layer;
            bytes[4] = (byte) 0x9D;
            bytes[5] = 0x01;
            bytes[6] = 0x2A;
            bytes[7] = (byte) width;
            bytes[8] = (byte) (width >> 8);
            bytes[9] = (byte) height;
            bytes[10] = (byte) (height >> 8);
        } else {
            bytes[1] = 1;
        }
        bytes[bytes.length - 1] = (byte) layer;
        return bytes;
    }

    /** Returns the size that a payload of a camera is of. */
    static int layerOf(byte[] packet, int end) {
        return packet[end - 1];
    }
}
