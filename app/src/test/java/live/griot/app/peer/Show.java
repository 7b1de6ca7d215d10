package live.griot.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Poll;

/** One live in a running program: who hosts it, who may watch. */
public final class Show {
    /** How long anything may take that is awaited. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final ApiClient host;
    private final String id;

    private Show(URI server, ApiClient host, String id) {
        this.server = server;
        this.host = host;
        this.id = id;
    }

    /** Starts a live; it is on air when its host publishes. The handle is free yet. */
    public static Show startedBy(URI server, String handle) {
        ApiClient host = new ApiClient(server).register(handle);
        String id = host.createSession("Tales of " + handle);
        host.post("/api/sessions/" + id + "/start");
        return new Show(server, host, id);
    }

    /** Returns the server it runs on. */
    public URI server() {
        return server;
    }

    /** Returns the session's id. */
    public String id() {
        return id;
    }

    /** Returns who hosts it. */
    public ApiClient host() {
        return host;
    }

    /** Lets the host join, to publish. */
    public ApiClient.Answer joinAsHost() {
        return joined(host);
    }

    /** Brings somebody new on stage by an invitation, and lets them join, to publish. The handle is free yet. */
    public ApiClient.Answer joinOnStage(String handle) {
        return joinOnStage(new ApiClient(server).register(handle));
    }

    /** Brings somebody on stage by an invitation, and lets them join, to publish. */
    public ApiClient.Answer joinOnStage(ApiClient guest) {
        ApiClient.Answer invited = host.post("/api/sessions/" + id + "/invitations", Map.of("userId", guest.userId()));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        guest.post("/api/invitations/" + invited.at("/id") + "/accept");
        return joined(guest);
    }

    /** Lets somebody without an account join, to watch. */
    public ApiClient.Answer joinAsViewer() {
        return joined(new ApiClient(server));
    }

    /** Lets somebody join: to publish, if they are on stage. */
    public ApiClient.Answer joined(ApiClient who) {
        ApiClient.Answer answer = who.post("/api/sessions/" + id + "/join");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** Waits until the host's media has arrived. */
    public void awaitOnAir() {
        Poll.until("the session is live", PATIENCE, () -> state().equals("LIVE"));
    }

    /** Returns the session's state. */
    public String state() {
        return new ApiClient(server).get("/api/sessions/" + id).at("/state");
    }
}
