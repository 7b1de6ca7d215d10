package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.CONFLICT;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import live.griot.api.refusal.Refused;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.negotiation.SubscriberNegotiation;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which a client receives: this side offers whatever is published, as soon as it may, and the client answers. Not
 * thread-safe: runs in its session's mailbox.
 */
final class ReceivingSide {
    private final Attendee attendee;
    private final Executor mailbox;
    private final Consumer<ServerMessage> tell;
    private final SecureRandom random;
    private final Map<String, Preference> wishes = new HashMap<>();
    private List<PublishedTrack> published = List.of();
    private @Nullable Line line;
    private long lastId;

    /** One connection, from the wish for it to its end. There is nothing to offer, and so nothing open, until somebody publishes. */
    private final class Line implements SubscriberHandle.Listener {
        final SubscriberNegotiation negotiation = new SubscriberNegotiation(random);
        final Map<String, RtpParameters> subscribed = new LinkedHashMap<>();
        final Map<String, SubscriptionState> states = new LinkedHashMap<>();

        @Nullable
        SubscriberHandle connection;

        ServerMessage.@Nullable Offer lastOffer;
        ClientMessage.@Nullable Answer lastAnswer;

        @Nullable
        String remoteUfrag;

        @Override
        public void onConnected() {
            // The first packet says it.
        }

        @Override
        public void onStates(List<SubscriptionState> changed) {
            mailbox.execute(() -> tellStates(this, changed));
        }

        @Override
        public void onClosed() {
            mailbox.execute(() -> closed(this));
        }
    }

    ReceivingSide(Attendee attendee, Executor mailbox, Consumer<ServerMessage> tell, SecureRandom random) {
        this.attendee = attendee;
        this.mailbox = mailbox;
        this.tell = tell;
        this.random = random;
    }

    /** Begins on a new connection; one from before ends. */
    void begin() {
        end();
        line = new Line();
        offerWhatIsDue();
    }

    /** Ends the connection by the client's wish. */
    void end() {
        Line ending = line;
        line = null;
        if (ending != null && ending.connection != null) {
            ending.connection.close();
        }
    }

    boolean isOn() {
        return line != null;
    }

    /** Says what is published now, the client's own left out. */
    void published(List<PublishedTrack> now) {
        published = List.copyOf(now);
        Set<String> there = new HashSet<>();
        now.forEach(track -> there.add(track.id()));
        wishes.keySet().retainAll(there);
        if (line != null) {
            forgetAllBut(there, line);
        }
        offerWhatIsDue();
    }

    /** Lets the path be found anew. */
    void restart() {
        if (line != null) {
            line.negotiation.restart();
            offerWhatIsDue();
        }
    }

    /** Takes the answer to the last offer. The same answer again is taken as before. */
    void answer(ClientMessage.Answer answer) {
        Line on = line;
        if (on == null || on.lastOffer == null || on.connection == null || answer.id() != on.lastOffer.id()) {
            throw new Refused(CONFLICT, "The offer of the id %d is not the one that is open".formatted(answer.id()));
        }
        if (answer.equals(on.lastAnswer)) {
            return;
        }
        apply(on, on.connection, on.negotiation.answered(answer.sdp()));
        on.lastAnswer = answer;
        offerWhatIsDue();
    }

    private void apply(Line on, SubscriberHandle connection, SubscriberNegotiation.Answered agreed) {
        if (agreed.remoteUfrag() != null
                && agreed.remoteFingerprint() != null
                && !agreed.remoteUfrag().equals(on.remoteUfrag)) {
            on.remoteUfrag = agreed.remoteUfrag();
            connection.answered(agreed.remoteUfrag(), agreed.remoteFingerprint(), agreed.role());
        }
        forgetAllBut(agreed.accepted().keySet(), on);
        agreed.accepted().forEach((publication, rtp) -> {
            if (!rtp.equals(on.subscribed.put(publication, rtp))) {
                connection.add(publication, publication, rtp);
                connection.prefer(publication, wishes.getOrDefault(publication, Preference.ANY));
            }
        });
    }

    private static void forgetAllBut(Set<String> publications, Line on) {
        for (String gone : List.copyOf(on.subscribed.keySet())) {
            if (!publications.contains(gone) && on.connection != null) {
                on.connection.remove(gone);
                on.subscribed.remove(gone);
                on.states.remove(gone);
            }
        }
    }

    /** Takes note of wishes; those for what is not published are nobody's business. */
    void prefer(List<ClientMessage.Wish> wished) {
        Set<String> there = new HashSet<>();
        published.forEach(track -> there.add(track.id()));
        for (ClientMessage.Wish wish : wished) {
            if (there.contains(wish.publication())) {
                Preference preference = wish.preference();
                wishes.put(wish.publication(), preference);
                if (line != null && line.connection != null && line.subscribed.containsKey(wish.publication())) {
                    line.connection.prefer(wish.publication(), preference);
                }
            }
        }
    }

    /** Tells what a client may have missed: the offer that is open, and how everything fares. */
    void tellAgain() {
        if (line != null) {
            if (line.lastOffer != null && line.negotiation.awaitsAnswer()) {
                tell.accept(line.lastOffer);
            }
            tellStates(line, List.copyOf(line.states.values()));
        }
    }

    private void offerWhatIsDue() {
        Line on = line;
        if (on == null) {
            return;
        }
        on.negotiation.want(published);
        if (!on.negotiation.isDue()) {
            return;
        }
        String before = on.negotiation.credentials().usernameFragment();
        SubscriberNegotiation.Offer offer = on.negotiation.offer(attendee.edge());
        boolean fresh = on.connection == null;
        if (on.connection == null) {
            on.connection = attendee.receive(on.negotiation.credentials(), on);
        } else if (!before.equals(on.negotiation.credentials().usernameFragment())) {
            on.connection.restart(on.negotiation.credentials(), null);
        }
        on.lastOffer = new ServerMessage.Offer(++lastId, fresh, offer.sdp(), received(offer));
        on.lastAnswer = null;
        tell.accept(on.lastOffer);
    }

    private static List<ServerMessage.Received> received(SubscriberNegotiation.Offer offer) {
        return offer.sent().stream()
                .map(sent -> new ServerMessage.Received(
                        sent.mid(),
                        sent.track().id(),
                        sent.track().participant(),
                        sent.track().source()))
                .toList();
    }

    private void tellStates(Line of, List<SubscriptionState> changed) {
        if (of != line) {
            return;
        }
        List<SubscriptionState> known = changed.stream()
                .filter(state -> of.subscribed.containsKey(state.id()))
                .toList();
        known.forEach(state -> of.states.put(state.id(), state));
        if (!known.isEmpty()) {
            tell.accept(new ServerMessage.Flows(known.stream()
                    .map(state -> new ServerMessage.Flow(state.id(), state.flow(), state.layer(), state.layers()))
                    .toList()));
        }
    }

    private void closed(Line which) {
        if (which == line) {
            line = null;
            tell.accept(new ServerMessage.Closed(ConnectionKind.RECEIVE));
        }
    }
}
