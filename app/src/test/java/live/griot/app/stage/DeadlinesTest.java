package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Sessions;
import live.griot.app.support.ApiClient;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.Poll;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is to happen later happens, though the program was stopped in between. */
@BesideOthers
class DeadlinesTest {
    @TempDir
    Path data;

    @Test
    void calls_invitations_and_bans_run_out_over_a_restart() {
        Map<String, String> hasty = Map.of("griot.invitation.ring-time", "PT2S", "griot.invitation.ttl", "PT2S");
        String session;
        String call;
        String moussa;
        try (StartedGriot griot = StartedGriot.in(data, hasty)) {
            ApiClient awa = griot.client().register("awa");
            ApiClient guest = griot.client().register("moussa");
            moussa = guest.userId();
            session = "/api/sessions/" + awa.createSession("Short");
            awa.post(session + "/invitations", Map.of("userId", moussa));
            awa.put(session + "/bans/" + moussa, Map.of("duration", "PT2S"));
            call = "/api/sessions/"
                    + awa.post("/api/calls", Map.of("userId", moussa)).at("/session/id");
            assertThat(guest.post(session + "/join").refusal()).isEqualTo("403 BANNED");
        }
        try (StartedGriot griot = StartedGriot.in(data, hasty)) {
            ApiClient awa = griot.client().login("awa");
            ApiClient guest = griot.client().login("moussa");

            Poll.until(() -> awa.get(call).at("/state").equals("CANCELLED"));
            Poll.until(() -> guest.get("/api/invitations?state=EXPIRED")
                            .json()
                            .path("items")
                            .size()
                    == 2);
            Poll.until(() -> guest.post(session + "/join").status() == 200);
            assertThat(awa.get(session + "/bans").json().path("items")).isEmpty();
        }
    }

    @Test
    void a_session_past_its_time_ends_over_a_restart() {
        Map<String, String> hasty = Map.of("griot.session.timeout", "PT3S", "griot.session.host-grace", "PT1H");
        String session;
        try (StartedGriot griot = StartedGriot.in(data, hasty)) {
            ApiClient awa = griot.client().register("awa");
            session = "/api/sessions/" + awa.createSession("Short");
            assertThat(awa.post(session + "/start").at("/state")).isEqualTo("STARTING");
        }
        try (StartedGriot griot = StartedGriot.in(data, hasty)) {
            Poll.until(() -> griot.client().get(session).at("/state").equals("ENDED"));
        }
    }

    @Test
    void the_hand_of_somebody_who_has_gone_is_lowered_and_that_of_somebody_who_is_there_stays_up() {
        try (StartedGriot griot = StartedGriot.in(data, Map.of("griot.session.hand-grace", "PT2S"))) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("moussa");
            ApiClient kofi = griot.client().register("kofi");
            String session = "/api/sessions/" + awa.createSession("Short");
            moussa.post(session + "/join");
            moussa.post(session + "/hand");
            kofi.post(session + "/join");
            kofi.post(session + "/hand");
            AttendanceId his = griot.part(Sessions.class)
                    .openAttendances(new SessionId(session.substring(14)), new UserId(moussa.userId()))
                    .get(0);

            griot.part(Commands.class).send(new ReportViewerLeft(his, Instant.now()));

            Poll.until(() -> hands(awa, session) == 1);
            assertThat(kofi.delete(session + "/hand").status()).isEqualTo(204);
            assertThat(hands(awa, session)).isZero();
        }
    }

    private static long hands(ApiClient who, String session) {
        return who.get(session + "/participants")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> !one.path("handRaisedAt").isNull())
                .count();
    }

    @Test
    void a_ban_that_was_made_longer_does_not_end_with_the_first() {
        try (StartedGriot griot = StartedGriot.in(data)) {
            ApiClient awa = griot.client().register("awa");
            ApiClient moussa = griot.client().register("moussa");
            ApiClient kofi = griot.client().register("kofi");
            String session = "/api/sessions/" + awa.createSession("Short");
            awa.put(session + "/bans/" + moussa.userId(), Map.of("duration", "PT1S"));
            awa.put(session + "/bans/" + moussa.userId(), Map.of("duration", "PT1H"));
            awa.put(session + "/bans/" + kofi.userId(), Map.of("duration", "PT1S"));

            Poll.until(() -> kofi.post(session + "/join").status() == 200);
            assertThat(moussa.post(session + "/join").refusal()).isEqualTo("403 BANNED");
        }
    }
}
