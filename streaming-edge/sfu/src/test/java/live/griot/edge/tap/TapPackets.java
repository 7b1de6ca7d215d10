package live.griot.edge.tap;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.SourceStream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.VideoPayload;
import live.griot.edge.sfu.TapDropReason;
import org.jspecify.annotations.Nullable;

/** Packets of one stream as the ingest loop hands them over, with payloads in hexadecimal, and what becomes of them. */
final class TapPackets implements StreamReader.Sink {
    static final long FIRST = 100;

    final List<StreamReader.Frame> frames = new ArrayList<>();
    final Map<TapDropReason, Integer> drops = new TreeMap<>();
    private final Codec codec;
    private final SourceStream stream = new SourceStream(new EncodingView(0, () -> EncodingView.State.UNKNOWN));

    TapPackets(Codec codec) {
        this.codec = codec;
    }

    MediaPacket packet(long index, int timestamp, boolean marker, String payload) {
        return packet(index, timestamp, marker, hex(payload), null);
    }

    MediaPacket packet(long index, int timestamp, boolean marker, byte[] payload, @Nullable MediaPacket parameterSets) {
        VideoPayload view = VideoPayload.of(codec);
        boolean isKey = view != null && view.wrap(payload, 0, payload.length) && view.startsKeyFrame();
        byte[] bytes = new byte[12 + payload.length];
        System.arraycopy(payload, 0, bytes, 12, payload.length);
        return new MediaPacket(
                bytes,
                12,
                payload.length,
                stream,
                codec,
                index,
                true,
                timestamp,
                marker,
                index,
                index,
                MediaPacket.NO_LEVEL,
                isKey ? FrameInfo.KEY_FRAME_START : FrameInfo.NONE,
                parameterSets);
    }

    /** Puts one frame together of packets in order; returns its bytes in hexadecimal, or what became of it instead. */
    static String frame(Codec codec, String... payloads) {
        TapPackets packets = new TapPackets(codec);
        FrameAssembler assembler = new FrameAssembler(PictureReader.depacketizer(codec), packets);
        // A frame before it, so that it need not show that it begins.
        assembler.add(packets.packet(FIRST - 1, 1, true, "00"), true);
        packets.frames.clear();
        packets.drops.clear();
        for (int i = 0; i < payloads.length; i++) {
            assembler.add(packets.packet(FIRST + i, 3_000, i == payloads.length - 1, payloads[i]), false);
        }
        return packets.frames.isEmpty()
                ? packets.drops.toString()
                : hex(packets.frames.getFirst().bytes());
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    @Override
    public void onFrame(StreamReader.Frame frame) {
        frames.add(frame);
    }

    @Override
    public void onDrop(TapDropReason reason, int packets) {
        drops.merge(reason, packets, Integer::sum);
    }
}
