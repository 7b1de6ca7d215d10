package live.griot.edge.control;

import java.util.List;
import java.util.stream.Collectors;
import live.griot.api.id.UserId;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/** Passes on what a tap of the edge tells, on the tap's thread. */
record EdgeTapListener(FrameTap.Listener listener) implements MediaTap.Listener {
    @Override
    public void onStream(TapStream stream) {
        listener.onStream(new TappedStream(
                id(stream), new UserId(stream.participant()), source(stream.source()), codec(stream.codec())));
    }

    @Override
    public void onFrame(TapFrame frame) {
        listener.onFrame(new EncodedFrame(
                id(frame.stream()),
                codec(frame.stream().codec()),
                frame.firstIndex(),
                frame.lastIndex(),
                frame.timestamp(),
                frame.bytes(),
                frame.arrivalNanos()));
    }

    @Override
    public void onSenderReport(TapStream stream, long ntpTime, int timestamp, long arrivalNanos) {
        listener.onSenderReport(new SenderReport(id(stream), ntpTime, timestamp, arrivalNanos));
    }

    @Override
    public void onStreamEnd(TapStream stream) {
        listener.onStreamEnd(id(stream));
    }

    @Override
    public void onPicture(@Nullable TapStream shown) {
        listener.onPicture(shown == null ? null : id(shown));
    }

    @Override
    public void onOwnPictures(List<TapStream> own) {
        listener.onOwnPictures(own.stream().map(EdgeTapListener::id).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void onFallenBehind(long packets) {
        listener.onFallenBehind(packets);
    }

    @Override
    public void onTime(long nowNanos) {
        listener.onTime(nowNanos);
    }

    @Override
    public void onClosed() {
        listener.onClosed();
    }

    private static StreamId id(TapStream stream) {
        return new StreamId(stream.sender(), stream.number());
    }

    private static TappedStream.Source source(TrackSource source) {
        return switch (source) {
            case CAMERA -> TappedStream.Source.CAMERA;
            case MICROPHONE -> TappedStream.Source.MICROPHONE;
            case SCREEN -> TappedStream.Source.SCREEN;
            case SCREEN_AUDIO -> TappedStream.Source.SCREEN_AUDIO;
        };
    }

    private static FrameCodec codec(Codec codec) {
        return switch (codec) {
            case OPUS, RED -> FrameCodec.OPUS;
            case VP8 -> FrameCodec.VP8;
            case H264 -> FrameCodec.H264;
            case VP9 -> FrameCodec.VP9;
            case AV1 -> FrameCodec.AV1;
        };
    }
}
