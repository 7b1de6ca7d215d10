package live.griot.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.chat.SendMessage;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.ClipId;
import live.griot.api.id.MessageId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.MakeClip;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RemoveClip;
import live.griot.api.recording.RenameClip;
import live.griot.api.recording.TakeOutOfRecording;
import live.griot.api.session.CreateSession;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.session.Role;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import live.griot.app.support.ApiClient;
import live.griot.app.support.StartedGriot;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** A past that puts something into every table of every projection. Whoever adds a table gives it a past here. */
final class History {
    /** Far in the future of no test: nothing ends by itself while tables are compared. */
    static final Map<String, String> PROPERTIES = Map.of(
            "griot.session.host-grace",
            "PT1H",
            "griot.chat.burst",
            "1000",
            "griot.attempts.per-address",
            "1000",
            "griot.invitation.ring-time",
            "PT1H",
            "griot.admin.handles",
            "root");

    private final StartedGriot griot;
    private final Commands commands;

    History(StartedGriot griot) {
        this.griot = griot;
        this.commands = griot.part(Commands.class);
    }

    /** Lives of every state, with viewers who came, left and stayed, and with talk; the last one is left ENDING. */
    void happens() {
        ApiClient awa = griot.client().register("awa");
        ApiClient moussa = griot.client().register("moussa");
        awa.createSession("Pending");
        awa.post("/api/sessions/" + awa.createSession("Cancelled") + "/cancel");
        awa.post("/api/sessions/" + awa.createSession("Never live") + "/start");
        awa.post("/api/sessions/" + awa.get("/api/sessions/current").at("/id") + "/end");

        String live = wentLive(awa, "Live");
        isRecorded(awa, live);
        String before = post(moussa, live, Map.of("content", "Il était une fois 🐇"));
        post(awa, live, Map.of("content", "And then?", "replyTo", before));
        peopleKeepOrder(awa, moussa, "/api/sessions/" + live, before);
        AttendanceId stays = viewerArrives(live);
        AttendanceId leaves = viewerArrives(live);
        commands.send(new ReportViewerLeft(leaves, Instant.now()));
        commands.send(new ReportViewerLeft(stays, Instant.now()));
        commands.send(new ReportViewerArrived(stays, new SessionId(live), null, Instant.now()));
        commands.send(new ReportMediaLost(new SessionId(live), Instant.now()));
        commands.send(new ReportMediaArrived(new SessionId(live), Instant.now()));
        commands.send(new ReportMediaLost(new SessionId(live), Instant.now()));

        isRecordedNoMore(awa, live);

        peopleComeOnStage(awa, moussa);

        griot.part(EventProcessingConfiguration.class)
                .eventProcessor("edge", StreamingEventProcessor.class)
                .orElseThrow()
                .shutDown(); // so that nobody reports that all have gone
        String ending = wentLive(moussa, "Ending");
        viewerArrives(ending);
        post(awa, ending, Map.of("content", "Good night"));
        moussa.post("/api/sessions/" + ending + "/end");
        assertThat(moussa.get("/api/sessions/" + ending).at("/state")).isEqualTo("ENDING");
        ApiClient binta = griot.client().register("binta");
        binta.post("/api/sessions/" + binta.createSession("Starting") + "/start");
    }

    private static void isRecorded(ApiClient host, String live) {
        host.post("/api/sessions", Map.of("title", "To be recorded", "recording", true));
        String recording = "/api/sessions/" + live + "/recording";
        assertThat(host.post(recording, Map.of("stems", true)).status()).isEqualTo(201);
        assertThat(host.patch(recording, Map.of("state", "PAUSED")).status()).isEqualTo(200);
        assertThat(host.patch(recording, Map.of("state", "RECORDING")).status()).isEqualTo(200);
    }

    private void isRecordedNoMore(ApiClient host, String live) {
        String recording = "/api/sessions/" + live + "/recording";
        assertThat(host.delete(recording).status()).isEqualTo(204);
        await().until(() -> host.get(recording).at("/state").equals("FINISHED"));
        clipsAreMade(
                new UserId(host.userId()), new RecordingId(host.get(recording).at("/id")));
        somebodyIsTakenOut(new UserId(host.userId()), new SessionId(live));
        assertThat(host.patch(
                                "/api/recordings/" + host.get(recording).at("/id"),
                                Map.of("title", "Kept", "description", "For those who were not there"))
                        .status())
                .isEqualTo(200);
    }

    /** By commands: nobody sends pictures here, of which clips could be made. */
    private void clipsAreMade(UserId by, RecordingId recording) {
        SessionText words = new SessionText(by, "not opened here", true);
        for (ClipId clip : List.of(new ClipId("01CLIP"), new ClipId("01GONE"))) {
            commands.send(new MakeClip(
                    recording, clip, by, words, Duration.ofMillis(1_500), Duration.ofSeconds(9), 10, Instant.now()));
        }
        commands.send(new RenameClip(recording, new ClipId("01CLIP"), by, words, Instant.now()));
        commands.send(new RemoveClip(recording, new ClipId("01GONE"), by, Instant.now()));
    }

    /** By commands, and of a recording that no node has. */
    private void somebodyIsTakenOut(UserId host, SessionId session) {
        RecordingId elsewhere = new RecordingId("01ELSEWHERE");
        commands.send(new OpenRecording(elsewhere, session, host, Visibility.PUBLIC, Instant.now()));
        commands.send(new TakeOutOfRecording(elsewhere, new UserId("01GONE"), Instant.now()));
    }

    /** Reactions of both kinds, a pin, a deletion, settings, and somebody muted. */
    private static void peopleKeepOrder(ApiClient awa, ApiClient moussa, String session, String message) {
        String messages = session + "/messages/";
        String clap = URLEncoder.encode("👏🏾", StandardCharsets.UTF_8);
        assertThat(moussa.put(messages + message + "/reactions/" + clap, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(awa.put(messages + message + "/reactions/" + clap, Map.of()).status())
                .isEqualTo(204);
        assertThat(awa.delete(messages + message + "/reactions/" + clap).status())
                .isEqualTo(204);
        assertThat(moussa.post(session + "/reactions", Map.of("emoji", "❤")).status())
                .isEqualTo(202);
        assertThat(awa.put(messages + message + "/pin", Map.of()).status()).isEqualTo(204);
        String gone = moussa.post(session + "/messages", Map.of("content", "Not for long"))
                .at("/id");
        assertThat(awa.delete(messages + gone).status()).isEqualTo(204);
        assertThat(awa.patch(session + "/chat", Map.of("slowMode", "PT1S", "blockedWords", List.of("noise")))
                        .status())
                .isEqualTo(200);
        assertThat(awa.put(session + "/mutes/" + moussa.userId(), Map.of("reason", "Noise", "duration", "PT1H"))
                        .status())
                .isEqualTo(204);
        await().until(() ->
                awa.get(session + "/chat/stats").text().contains("❤️")); // counted, so that nothing is under way
    }

    /** A door that closes behind a viewer, invitations with every answer, a link, hands, roles, devices, and somebody put out. */
    private void peopleComeOnStage(ApiClient awa, ApiClient moussa) {
        ApiClient ines = griot.client().register("ines");
        ApiClient kofi = griot.client().register("kofi");
        String id = awa.createSession("Staged");
        String session = "/api/sessions/" + id;
        assertThat(kofi.post(session + "/join").status()).isEqualTo(200);
        awa.patch(session, Map.of("title", "Staged again", "maxParticipants", 4, "visibility", "PRIVATE"));
        for (String answer : List.of("accept", "reject", "revoke")) {
            String invitation = awa.post(
                            session + "/invitations", Map.of("userId", moussa.userId(), "message", "Come up"))
                    .at("/id");
            ApiClient who = answer.equals("revoke") ? awa : moussa;
            assertThat(who.post("/api/invitations/" + invitation + "/" + answer).status())
                    .isEqualTo(200);
            moussa.post(session + "/leave");
        }
        awa.post(session + "/invitations", Map.of("userId", kofi.userId()));
        String code = awa.post(session + "/links", Map.of("role", "VIEWER", "maxUses", 3))
                .at("/code");
        assertThat(ines.post(session + "/join", Map.of("link", code)).status()).isEqualTo(200);
        assertThat(ines.post(session + "/hand").status()).isEqualTo(200);
        assertThat(awa.put(session + "/participants/" + ines.userId() + "/role", Map.of("role", "GUEST"))
                        .status())
                .isEqualTo(200);
        ines.patch(session + "/participants/" + ines.userId(), Map.of("video", false));
        awa.put(session + "/participants/" + kofi.userId() + "/role", Map.of("role", "MODERATOR"));
        awa.put(session + "/participants/" + ines.userId() + "/role", Map.of("role", "HOST"));
        assertThat(ines.put(session + "/bans/" + moussa.userId(), Map.of("reason", "Noise", "duration", "PT1H"))
                        .status())
                .isEqualTo(204);
        assertThat(moussa.post("/api/calls", Map.of("userId", awa.userId(), "type", "AUDIO"))
                        .status())
                .isEqualTo(201);
        adminsAct(awa, kofi);
    }

    /** A session that an admin ends, and a moderator whom an admin bans from all. */
    private void adminsAct(ApiClient host, ApiClient moderator) {
        ApiClient root = griot.client().register("root");
        String stopped = host.createSession("Stopped");
        assertThat(root.post("/api/admin/sessions/" + stopped + "/end", Map.of("reason", "Against the rules"))
                        .status())
                .isEqualTo(204);
        assertThat(root.put("/api/admin/bans/" + moderator.userId(), Map.of("reason", "Spam"))
                        .status())
                .isEqualTo(204);
    }

    /** One more live with a viewer and a word, by commands alone: they ask no projection. */
    void goesOn() {
        SessionId session = new SessionId(newId());
        UserId host = new UserId(newId());
        SessionText words = new SessionText(host, "More", false);
        commands.send(new CreateSession(
                session, host, words, words, SessionType.VIDEO, Visibility.PUBLIC, 10, null, null, Instant.now()));
        commands.send(new StartSession(session, host, Instant.now()));
        commands.send(new ReportMediaArrived(session, Instant.now()));
        viewerArrives(session.value());
        commands.send(new SendMessage(
                new MessageId(newId()), session, host, Role.HOST, "not opened here", null, Instant.now()));
    }

    private String wentLive(ApiClient host, String title) {
        String id = host.createSession(title);
        assertThat(host.post("/api/sessions/" + id + "/start").status()).isEqualTo(200);
        commands.send(new ReportMediaArrived(new SessionId(id), Instant.now()));
        assertThat(host.get("/api/sessions/" + id).at("/state")).isEqualTo("LIVE");
        return id;
    }

    private AttendanceId viewerArrives(String session) {
        AttendanceId id = new AttendanceId(newId());
        commands.send(new ReportViewerArrived(id, new SessionId(session), new UserId(newId()), Instant.now()));
        return id;
    }

    private static String post(ApiClient author, String session, Map<String, Object> message) {
        ApiClient.Answer sent = author.post("/api/sessions/" + session + "/messages", message);
        assertThat(sent.status()).isEqualTo(201);
        return sent.at("/id");
    }

    private static String newId() {
        return UlidCreator.getMonotonicUlid().toString();
    }
}
