package live.griot.edge.tap;

import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.TapDropReason;
import org.jspecify.annotations.Nullable;

/** Makes frames of a picture's packets: puts them in order, and then together. Not thread-safe. */
final class PictureReader implements StreamReader {
    private final PacketReorderBuffer packets = new PacketReorderBuffer();
    private final FrameAssembler frames;
    private final Sink sink;

    /** Makes one of a picture in that codec. */
    PictureReader(Codec codec, Sink sink) {
        this.frames = new FrameAssembler(depacketizer(codec), sink);
        this.sink = sink;
    }

    /** Returns what takes a codec's frames out of their packets. */
    static Depacketizer depacketizer(Codec codec) {
        return switch (codec) {
            case H264 -> new H264Depacketizer();
            case VP8 -> new Vp8Depacketizer();
            case VP9 -> new Vp9Depacketizer();
            case AV1 -> new Av1Depacketizer();
            case OPUS, RED -> throw new IllegalArgumentException("Not a codec of pictures: " + codec);
        };
    }

    @Override
    public void add(MediaPacket packet) {
        if (!packets.add(packet)) {
            sink.onDrop(TapDropReason.LATE, 1);
        }
    }

    @Override
    public void advance(long nowNanos) {
        for (@Nullable MediaPacket next; (next = packets.poll(nowNanos)) != null; ) {
            frames.add(next, packets.skipped());
        }
    }

    @Override
    public void restart() {
        int waited = packets.restart();
        if (waited > 0) {
            sink.onDrop(TapDropReason.INCOMPLETE, waited);
        }
        frames.abandon();
    }
}
