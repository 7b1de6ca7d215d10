package live.griot.app.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.rights.Ending;
import live.griot.api.rights.Ending.Fate;
import live.griot.api.rights.Right;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.EncoderOffer;
import live.griot.app.support.MovableClock;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the table of what ends what, {@link Ending}, cell by cell: with real sockets, a real player and a real publisher each. */
@BesideOthers
class EndingTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    @TempDir
    static Path data;

    static StartedGriot griot;
    static ApiClient host;
    static ApiClient root;

    @BeforeAll
    static void start() {
        griot = StartedGriot.with(
                List.of(MovableClock.class),
                data,
                Map.of(
                        "griot.session.host-grace", "PT1H",
                        "griot.admin.handles", "root",
                        "griot.attempts.per-address", "10000",
                        "griot.pace.join-burst", "10000",
                        "griot.live.ping-interval", "PT2S"));
        host = griot.client().register("host");
        root = griot.client().register("root");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }

    @Test
    void what_the_table_says_ends_ends_and_the_rest_goes_on() {
        List<String> wrong = new ArrayList<>();
        for (Ending why : Ending.values()) {
            boolean strangers = why == Ending.MADE_PRIVATE;
            String session = strangers ? sessionOnAir("PUBLIC") : sessionOnAir("PRIVATE");
            ApiClient person = strangers ? griot.client() : griot.client().register(handle(why));
            if (!strangers) {
                seat(session, person);
            }
            try (Belongings theirs = new Belongings(griot.address(), person, session, !strangers)) {
                bringAbout(why, session, person);
                theirs.useTicket();
                walk(why, theirs, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** First what ends, which comes soon; what has not ended by then goes on. */
    private static void walk(Ending why, Belongings theirs, List<String> wrong) {
        for (Right right : Right.values()) {
            if (theirs.have(right) && right != Right.TICKET && why.of(right) != Fate.STAYS) {
                try {
                    Poll.until(right + " of " + why, SOON, () -> theirs.of(right) == why.of(right));
                } catch (AssertionError never) {
                    wrong.add("%s, %s: %s".formatted(why, right, never.getMessage()));
                }
            }
        }
        for (Right right : Right.values()) {
            if (theirs.have(right)) {
                Fate became = theirs.of(right);
                if (became != why.of(right)) {
                    wrong.add("%s, %s: %s instead of %s".formatted(why, right, became, why.of(right)));
                }
            } else if (why != Ending.MADE_PRIVATE || (right != Right.ACCESS_TOKEN && right != Right.WHIP_RESOURCE)) {
                wrong.add("%s, %s: nobody tried it".formatted(why, right));
            }
        }
    }

    private static void bringAbout(Ending why, String session, ApiClient person) {
        switch (why) {
            case LEAVE -> done(person.post(session + "/leave"));
            case REMOVAL -> done(host.delete(session + "/participants/" + person.userId()));
            case BAN -> done(host.put(session + "/bans/" + person.userId(), Map.of()));
            case DEMOTION ->
                done(host.put(session + "/participants/" + person.userId() + "/role", Map.of("role", "VIEWER")));
            case LOG_OUT -> done(person.post("/api/auth/logout"));
            case PASSWORD_CHANGE ->
                done(griot.client()
                        .login(handle(why))
                        .post(
                                "/api/auth/password",
                                Map.of("current", "correct horse " + handle(why), "password", "quite another mule")));
            case SUSPENSION ->
                done(root.put("/api/admin/suspensions/" + person.userId(), Map.of("reason", "To see what ends")));
            case ADMIN_BAN ->
                done(root.put("/api/admin/bans/" + person.userId(), Map.of("reason", "To see what ends")));
            case ERASURE -> done(person.delete("/api/me"));
            case EXPIRY -> {
                griot.part(MovableClock.class).pass(Duration.ofMinutes(16));
                host = griot.client().login("host");
            }
            case MADE_PRIVATE -> done(host.patch(session, Map.of("visibility", "PRIVATE")));
        }
    }

    private static String handle(Ending why) {
        return "guest_" + why.name().toLowerCase(Locale.ROOT);
    }

    /** Makes a session in which the host publishes, as far as the edge can tell. */
    private static String sessionOnAir(String visibility) {
        String id = host.post("/api/sessions", Map.of("title", "Evening tales", "visibility", visibility))
                .at("/id");
        String session = "/api/sessions/" + id;
        done(host.post(session + "/start"));
        String ticket = host.post(session + "/join").at("/ticket");
        done(griot.client().with(ticket).postText("/api/edge/whip", "application/sdp", EncoderOffer.SDP));
        griot.part(Commands.class)
                .send(new ReportMediaArrived(
                        new SessionId(id), griot.part(MovableClock.class).instant()));
        return session;
    }

    private static void seat(String session, ApiClient person) {
        String invitation = host.post(session + "/invitations", Map.of("userId", person.userId()))
                .at("/id");
        done(person.post("/api/invitations/" + invitation + "/accept"));
    }

    private static void done(ApiClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }
}
