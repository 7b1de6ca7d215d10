package live.griot.edge.transport;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.Subscription;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** What one viewer gets and how it is sealed. Not thread-safe: owned by its egress loop. */
final class ViewerEgress {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** A receiver assumes that a stream it has just met has not rolled over. */
    private static final int FIRST_SEQUENCES = 0x4000;

    private final Map<MediaKind, Subscription> subscriptions = new EnumMap<>(MediaKind.class);
    private @Nullable SrtpSender sender;
    private @Nullable InetSocketAddress address;

    ViewerEgress(List<RtpParameters> tracks) {
        for (RtpParameters track : tracks) {
            subscriptions.put(
                    track.kind(),
                    new Subscription(
                            new Subscription.Outgoing(
                                    track.ssrc(),
                                    track.payloadType(),
                                    track.rtxSsrc(),
                                    track.rtxPayloadType(),
                                    track.kind() == MediaKind.VIDEO,
                                    track.codec().clockRate()),
                            RANDOM.nextInt(FIRST_SEQUENCES),
                            RANDOM.nextInt(FIRST_SEQUENCES)));
        }
    }

    void begin(SrtpSender newSender, InetSocketAddress where) {
        sender = newSender;
        address = where;
    }

    void moveTo(InetSocketAddress where) {
        address = where;
    }

    @Nullable
    Subscription subscription(MediaKind kind) {
        return subscriptions.get(kind);
    }

    Iterable<Subscription> subscriptions() {
        return subscriptions.values();
    }

    @Nullable
    SrtpSender sender() {
        return sender;
    }

    @Nullable
    InetSocketAddress address() {
        return address;
    }
}
