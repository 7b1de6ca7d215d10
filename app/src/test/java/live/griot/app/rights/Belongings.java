package live.griot.app.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import live.griot.api.rights.Ending.Fate;
import live.griot.api.rights.Right;
import live.griot.app.support.ApiClient;
import live.griot.app.support.EncoderOffer;

/** One of everything that somebody may have open in a session, and whether it still is. */
final class Belongings implements AutoCloseable {
    private static final String PLAY = EncoderOffer.SDP.replace("a=sendonly", "a=recvonly");

    private final URI server;
    private final ApiClient person;
    private final String session;
    private final Map<Right, Supplier<Fate>> fates = new EnumMap<>(Right.class);
    private final TalkingSocket byToken;
    private final TalkingSocket byTicket;
    private final TalkingSocket signalling;

    /** Opens it all as somebody who is on stage, or only watches. */
    Belongings(URI server, ApiClient person, String session, boolean onStage) {
        this.server = server;
        this.person = person;
        this.session = session;
        String topic = session.substring("/api/".length());
        String unused = ticket();
        byToken = TalkingSocket.open(
                server, "/ws", onStage ? Map.of("type", "hello", "token", person.token()) : Map.of("type", "hello"));
        byTicket = TalkingSocket.open(server, "/ws", Map.of("type", "hello", "ticket", ticket()));
        for (TalkingSocket socket : new TalkingSocket[] {byToken, byTicket}) {
            socket.say(Map.of("type", "subscribe", "topic", topic));
        }
        signalling = TalkingSocket.open(server, "/api/edge/signal", Map.of("type", "hello", "ticket", ticket()));
        String playing = resource("/api/edge/whep", PLAY);
        if (onStage) {
            fates.put(Right.ACCESS_TOKEN, () -> fate(person.get("/api/me").status() == 200));
            String publishing = resource("/api/edge/whip", EncoderOffer.SDP);
            fates.put(Right.WHIP_RESOURCE, () -> fate(isThere(publishing)));
        }
        fates.put(Right.TICKET, () -> fate(post("/api/edge/whep", unused, PLAY).status() == 201));
        fates.put(Right.LIVE_SOCKET, () -> fate(byToken));
        fates.put(Right.TICKET_SOCKET, () -> fate(byTicket));
        fates.put(Right.SIGNALLING_SOCKET, () -> fate(signalling.closedWith() == 0));
        fates.put(Right.WHEP_RESOURCE, () -> fate(isThere(playing)));
        fates.keySet()
                .forEach(right -> assertThat(of(right)).as("%s at first", right).isEqualTo(Fate.STAYS));
    }

    /** Returns what has become of that by now; an unused ticket is used up by being looked at. */
    Fate of(Right right) {
        Supplier<Fate> fate = fates.get(right);
        if (fate == null) {
            throw new IllegalArgumentException(right + " is not theirs to have");
        }
        return right == Right.TICKET && !looked ? Fate.STAYS : fate.get();
    }

    private boolean looked;

    /** From now on the unused ticket may be used. */
    void useTicket() {
        looked = true;
    }

    boolean have(Right right) {
        return fates.containsKey(right);
    }

    private Fate fate(TalkingSocket socket) {
        if (socket.closedWith() != 0) {
            return Fate.ENDS;
        }
        return socket.wasTold(frame -> TalkingSocket.isOf(frame, "unsubscribed")) ? Fate.ASKED_AGAIN : Fate.STAYS;
    }

    private static Fate fate(boolean good) {
        return good ? Fate.STAYS : Fate.ENDS;
    }

    private String ticket() {
        ApiClient.Answer joined = person.post(session + "/join");
        assertThat(joined.status()).as(joined.text()).isEqualTo(200);
        return joined.at("/ticket");
    }

    private String resource(String path, String offer) {
        ApiClient.Answer made = post(path, ticket(), offer);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow();
    }

    private ApiClient.Answer post(String path, String ticket, String offer) {
        return new ApiClient(server).with(ticket).postText(path, "application/sdp", offer);
    }

    private boolean isThere(String resource) {
        return new ApiClient(server).get(resource).status() == 204;
    }

    @Override
    public void close() {
        byToken.close();
        byTicket.close();
        signalling.close();
    }
}
