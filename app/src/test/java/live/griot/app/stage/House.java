package live.griot.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.chat.SendMessage;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportRouterClosed;
import live.griot.api.session.Role;
import live.griot.app.support.ApiClient;
import live.griot.app.support.MovableClock;
import live.griot.app.support.StartedGriot;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running program and people in it. What the edge reports of media is reported here by hand, through the same commands. */
final class House implements AutoCloseable {
    final StartedGriot griot;
    final ApiClient anybody;
    private final Map<String, ApiClient> people = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    House(Path data, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "griot.session.host-grace", "PT1H",
                "griot.session.hand-grace", "PT1H",
                "griot.attempts.per-address", "10000",
                "griot.invitation.max-pending", "10000",
                "griot.pace.hand-burst", "10000",
                "griot.pace.ask-burst", "10000",
                "griot.pace.join-burst", "10000"));
        all.putAll(properties);
        griot = StartedGriot.with(List.of(MovableClock.class), data, all);
        anybody = griot.client();
    }

    /** Returns a client signed in as somebody, who is registered when first asked for. */
    ApiClient as(String handle) {
        return people.computeIfAbsent(handle, who -> anybody.register("the_" + who));
    }

    /** Returns somebody's id. */
    String id(String handle) {
        return ids.computeIfAbsent(handle, who -> as(who).userId());
    }

    /** Creates a session with so many seats and returns its address. */
    String session(String host, String visibility, int seats) {
        ApiClient.Answer created = as(host).post(
                        "/api/sessions",
                        Map.of("title", "Evening tales", "visibility", visibility, "maxParticipants", seats));
        assertThat(created.status()).isEqualTo(201);
        return "/api/sessions/" + created.at("/id");
    }

    /** Invites somebody and returns the invitation's address. */
    String invite(String session, String host, String guest) {
        ApiClient.Answer invited = as(host).post(session + "/invitations", Map.of("userId", id(guest)));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        return "/api/invitations/" + invited.at("/id");
    }

    /** Brings somebody on stage by an invitation. */
    void seat(String session, String host, String guest) {
        assertThat(as(guest).post(invite(session, host, guest) + "/accept").status())
                .isEqualTo(200);
    }

    /** Starts the session and lets the host's media arrive. */
    void goLive(String session, String host) {
        assertThat(as(host).post(session + "/start").status()).isEqualTo(200);
        mediaArrives(session);
    }

    void mediaArrives(String session) {
        griot.part(Commands.class).send(new ReportMediaArrived(sessionId(session), now()));
    }

    void routerCloses(String session) {
        griot.part(Commands.class).send(new ReportRouterClosed(sessionId(session), now()));
    }

    /** Lets somebody have said something, whatever the session's state and the rules; returns the message's id. */
    String says(String session, String author) {
        MessageId id = new MessageId(UlidCreator.getMonotonicUlid().toString());
        UserId user = new UserId(id(author));
        griot.part(CommandGateway.class)
                .sendAndWait(new SendMessage(
                        id,
                        sessionId(session),
                        user,
                        Role.VIEWER,
                        griot.part(PersonalText.class).seal(user, "Salaam"),
                        null,
                        now()));
        return id.value();
    }

    /** Stops the edge from reporting that everybody has gone, so that a session stays ENDING. */
    void holdTheEdge() {
        griot.part(EventProcessingConfiguration.class)
                .eventProcessor("edge", StreamingEventProcessor.class)
                .orElseThrow()
                .shutDown();
    }

    /** Returns how many events are stored that somebody caused; who joined and never watched leaves by time, applause is counted by time. */
    long events() {
        return griot.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM DomainEventEntry"
                        + " WHERE payloadType NOT IN ('attendance.viewer-left', 'chat.reactions-counted')")
                .query(Long.class)
                .single();
    }

    static SessionId sessionId(String session) {
        return new SessionId(session.substring(session.lastIndexOf('/') + 1));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        griot.close();
    }
}
