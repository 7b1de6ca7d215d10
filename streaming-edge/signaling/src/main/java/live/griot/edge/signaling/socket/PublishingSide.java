package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import live.griot.api.refusal.Refused;
import live.griot.edge.sfu.PublisherHandle;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.negotiation.PublisherNegotiation;
import org.jspecify.annotations.Nullable;

/** The connection on which a client publishes: it offers, this side answers. Not thread-safe: runs in its session's mailbox. */
final class PublishingSide {
    private final Attendee attendee;
    private final Executor mailbox;
    private final Consumer<ServerMessage> tell;
    private final SecureRandom random;
    private @Nullable Open open;
    private ClientMessage.@Nullable Offer lastOffer;
    private ServerMessage.@Nullable Answer lastAnswer;

    /** One connection and what was agreed on for it. */
    private record Open(PublisherNegotiation negotiation, PublisherHandle connection) {}

    PublishingSide(Attendee attendee, Executor mailbox, Consumer<ServerMessage> tell, SecureRandom random) {
        this.attendee = attendee;
        this.mailbox = mailbox;
        this.tell = tell;
        this.random = random;
    }

    /** Answers an offer: on the connection there is, else on a new one. The same offer again is answered as before. */
    void offer(ClientMessage.Offer offer) {
        if (lastOffer != null && offer.id() <= lastOffer.id()) {
            if (offer.equals(lastOffer) && open != null) {
                tellAnswer();
                return;
            }
            throw new Refused(
                    CONFLICT, "An offer of the id %d, or a later one, is answered already".formatted(offer.id()));
        }
        Map<String, TrackSource> sources = sources(offer);
        Open now = open;
        String answer = now == null ? begin(offer.sdp(), sources) : goOn(now, offer.sdp(), sources);
        lastOffer = offer;
        lastAnswer = new ServerMessage.Answer(offer.id(), answer);
        tellAnswer();
    }

    private String begin(String sdp, Map<String, TrackSource> sources) {
        PublisherNegotiation negotiation = new PublisherNegotiation(random, attendee.startBitrateKbps());
        PublisherNegotiation.Answer agreed = negotiation.answer(sdp, sources, attendee.edge());
        Closing closing = new Closing();
        PublisherHandle connection =
                attendee.publish(agreed.transport(), agreed.tracks(), () -> mailbox.execute(closing));
        open = closing.of(new Open(negotiation, connection));
        return agreed.sdp();
    }

    private String goOn(Open now, String sdp, Map<String, TrackSource> sources) {
        attendee.requireMayPublish(sources.values());
        PublisherNegotiation.Answer agreed = now.negotiation.answer(sdp, sources, attendee.edge());
        if (agreed.restarted()) {
            now.connection.restart(
                    agreed.transport().local(), agreed.transport().remoteUfrag());
        }
        now.connection.update(agreed.tracks());
        return agreed.sdp();
    }

    /** Ends the connection by the client's wish. */
    void close() {
        Open ending = open;
        open = null;
        if (ending != null) {
            ending.connection.close();
        }
    }

    boolean isOpen() {
        return open != null;
    }

    /** Tells the last answer, which the client may have missed. */
    void tellAnswer() {
        if (open != null && lastAnswer != null) {
            tell.accept(lastAnswer);
        }
    }

    private static Map<String, TrackSource> sources(ClientMessage.Offer offer) {
        Map<String, TrackSource> sources = new HashMap<>();
        for (ClientMessage.Track track : offer.tracks()) {
            if (sources.put(track.mid(), track.source()) != null) {
                throw new Refused(MALFORMED_REQUEST, "The mid %s is told twice".formatted(track.mid()));
            }
        }
        return sources;
    }

    /** What is done when a connection is gone: unless it is this side's doing, the client is told. */
    private final class Closing implements Runnable {
        private @Nullable Open of;

        Open of(Open opened) {
            of = opened;
            return opened;
        }

        @Override
        public void run() {
            if (of != null && of.equals(open)) {
                open = null;
                tell.accept(new ServerMessage.Closed(ConnectionKind.PUBLISH));
            }
        }
    }
}
