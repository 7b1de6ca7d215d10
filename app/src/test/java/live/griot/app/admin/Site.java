package live.griot.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.ApiClient.Answer;
import live.griot.app.support.StartedGriot;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A program with an admin, and lives in it that run as far as the edge can tell. */
record Site(StartedGriot griot, ApiClient root) implements AutoCloseable {
    static Site in(Path data) {
        StartedGriot griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.admin.handles", "root_1",
                        "griot.session.host-grace", "PT1H",
                        "griot.pace.join-burst", "10000"));
        return new Site(griot, griot.client().register("root_1"));
    }

    /** Returns somebody new with an account. */
    ApiClient somebody(String handle) {
        return griot.client().register(handle);
    }

    static Answer ban(ApiClient admin, ApiClient person) {
        return admin.put("/api/admin/bans/" + person.userId(), Map.of("reason", "Spam"));
    }

    static Answer end(ApiClient admin, String session) {
        return admin.post("/api/admin/sessions/" + session + "/end", Map.of("reason", " Against the rules "));
    }

    /** Makes a session that is live; returns its id. */
    String live(ApiClient host, String visibility) {
        String id = host.post("/api/sessions", Map.of("title", "Evening tales", "visibility", visibility))
                .at("/id");
        assertThat(host.post("/api/sessions/" + id + "/start").status()).isEqualTo(200);
        griot.part(Commands.class).send(new ReportMediaArrived(new SessionId(id), Instant.now()));
        return id;
    }

    /** Returns how many events a session has. */
    long eventsOf(String session) {
        return griot.part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM DomainEventEntry WHERE aggregateIdentifier = :session")
                .param("session", session)
                .query(Long.class)
                .single();
    }

    /** Returns how often that happened to somebody in a session. */
    long times(String event, String session, ApiClient person) {
        return griot
                .part(JdbcClient.class)
                .sql(
                        "SELECT payload FROM DomainEventEntry WHERE aggregateIdentifier = :session AND payloadType = :event")
                .param("session", session)
                .param("event", event)
                .query((row, index) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list()
                .stream()
                .filter(payload -> payload.contains("\"user\":\"%s\"".formatted(person.userId())))
                .count();
    }

    @Override
    public void close() {
        griot.close();
    }
}
