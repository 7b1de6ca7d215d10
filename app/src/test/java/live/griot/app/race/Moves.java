package live.griot.app.race;

import java.util.Map;
import live.griot.app.support.ApiClient.Answer;

/** What people do in a race, through the API; each returns what they were told: one of the words here, or the refusal's code. */
final class Moves {
    /** Has a seat on stage. */
    static final String SEATED = "SEATED";
    /** May watch. */
    static final String ADMITTED = "ADMITTED";
    /** It is done. */
    static final String DONE = "DONE";

    static final String STAGE_FULL = "STAGE_FULL";
    static final String BANNED = "BANNED";
    static final String PERSON_BANNED = "PERSON_BANNED";
    static final String LINK_USED_UP = "LINK_USED_UP";
    static final String INVALID_TRANSITION = "INVALID_TRANSITION";
    static final String INVALID_TICKET = "INVALID_TICKET";
    static final String INVITATION_ANSWERED = "INVITATION_ANSWERED";
    static final String NOT_HOST = "NOT_HOST";
    static final String NOT_PRESENT = "NOT_PRESENT";

    private Moves() {}

    static String accept(Live live, Somebody invited) {
        return comes(live, invited, invited.client().post(live.invitation(invited) + "/accept"));
    }

    static String revoke(Live live, Somebody inviter, Somebody invited) {
        return does(inviter.client().post(live.invitation(invited) + "/revoke"));
    }

    static String join(Live live, Somebody person) {
        return comes(live, person, person.client().post(live.path() + "/join"));
    }

    static String comeBy(String link, Live live, Somebody person) {
        return comes(live, person, person.client().post(live.path() + "/join", Map.of("link", link)));
    }

    static String leave(Live live, Somebody person) {
        return does(person.client().post(live.path() + "/leave"));
    }

    static String start(Live live, Somebody host) {
        return does(host.client().post(live.path() + "/start"));
    }

    static String end(Live live, Somebody host) {
        return does(host.client().post(live.path() + "/end"));
    }

    static String ban(Live live, Somebody by, Somebody person) {
        return does(by.client().put(live.path() + "/bans/" + person.id(), Map.of()));
    }

    static String promote(Live live, Somebody by, Somebody person) {
        Answer answer = role(live, by, person, "GUEST");
        return answer.status() == 200 ? SEATED : refusal(answer);
    }

    static String handOver(Live live, Somebody by, Somebody person) {
        return does(role(live, by, person, "HOST"));
    }

    static String setSeats(Live live, Somebody host, int seats) {
        return does(host.client().patch(live.path(), Map.of("maxParticipants", seats)));
    }

    /** Asks the edge of the running side to play; there is no picture, so that nobody is ever let in. */
    static String play(Live live, String ticket) {
        return refusal(live.arena
                .nodes()
                .get(Together.node(live.arena.nodes().size()))
                .client()
                .with(ticket)
                .postText("/api/edge/whep", "application/sdp", "v=0"));
    }

    private static Answer role(Live live, Somebody by, Somebody person, String role) {
        return by.client().put(live.path() + "/participants/" + person.id() + "/role", Map.of("role", role));
    }

    private static String comes(Live live, Somebody person, Answer answer) {
        if (answer.status() != 200) {
            return refusal(answer);
        }
        live.gave(person, answer.at("/ticket"));
        return answer.at("/role").equals("GUEST") ? SEATED : ADMITTED;
    }

    private static String does(Answer answer) {
        return answer.status() < 300 ? DONE : refusal(answer);
    }

    private static String refusal(Answer answer) {
        return answer.json().path("code").asString(answer.text());
    }
}
