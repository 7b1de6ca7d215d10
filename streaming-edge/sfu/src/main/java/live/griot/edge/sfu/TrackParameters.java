package live.griot.edge.sfu;

/** One track that is published: where it comes from, and how it is sent to the edge. */
public record TrackParameters(TrackSource source, RtpParameters rtp) {
    public TrackParameters {
        if (source.kind() != rtp.kind()) {
            throw new IllegalArgumentException("A %s track cannot be sent as %s".formatted(source, rtp.codec()));
        }
    }
}
