package live.griot.query.socket;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.identity.PersonalText;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.session.EndReason;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.HostMediaReturned;
import live.griot.api.session.SessionCancelled;
import live.griot.api.session.SessionEnded;
import live.griot.api.session.SessionEnding;
import live.griot.api.session.SessionStarted;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionStopped;
import live.griot.api.session.SessionWentLive;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a session's events mean to its topic: each change of state, and the host's media going and coming back; and to its host, that an admin ended it. */
@Component
class SessionUpdates implements UpdateSource {
    private final PersonalText personalText;

    SessionUpdates(PersonalText personalText) {
        this.personalText = personalText;
    }

    /**
     * The data of {@code sessionStateChanged}.
     *
     * @param state the state from now on
     * @param hostPresent whether the host's media arrives
     * @param startedAt when it went live, with that change only
     * @param endedAt when it was over, with that change only
     * @param reason why it ends, with that change only
     */
    record StateChange(
            SessionState state,
            boolean hostPresent,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable EndReason reason) {
        static StateChange to(SessionState state, boolean hostPresent) {
            return new StateChange(state, hostPresent, null, null, null);
        }
    }

    /** The data of {@code sessionStopped} on {@code me}, for the host: an admin ended it, and why; null where the host was banned. */
    record Stopped(SessionId sessionId, @Nullable String reason) {}

    @Override
    public List<Update> updatesOf(Object event) {
        if (event instanceof SessionStopped stopped) {
            String sealed = stopped.sealedReason();
            String reason = sealed == null
                    ? null
                    : personalText.open(stopped.by(), sealed).orElse(null);
            return List.of(new Update(
                    Topic.ofPerson(stopped.host()),
                    "sessionStopped",
                    stopped.at(),
                    new Stopped(stopped.sessionId(), reason)));
        }
        if (event instanceof SessionStarted started) {
            return changed(started.sessionId(), started.at(), StateChange.to(SessionState.STARTING, false));
        }
        if (event instanceof SessionWentLive live) {
            return changed(
                    live.sessionId(), live.at(), new StateChange(SessionState.LIVE, true, live.at(), null, null));
        }
        if (event instanceof HostMediaLost lost) {
            return changed(lost.sessionId(), lost.at(), StateChange.to(SessionState.LIVE, false));
        }
        if (event instanceof HostMediaReturned back) {
            return changed(back.sessionId(), back.at(), StateChange.to(SessionState.LIVE, true));
        }
        if (event instanceof SessionEnding ending) {
            return changed(
                    ending.sessionId(),
                    ending.at(),
                    new StateChange(SessionState.ENDING, false, null, null, ending.reason()));
        }
        if (event instanceof SessionEnded ended) {
            return changed(
                    ended.sessionId(), ended.at(), new StateChange(SessionState.ENDED, false, null, ended.at(), null));
        }
        if (event instanceof SessionCancelled cancelled) {
            return changed(
                    cancelled.sessionId(),
                    cancelled.at(),
                    new StateChange(SessionState.CANCELLED, false, null, cancelled.at(), null));
        }
        return List.of();
    }

    private static List<Update> changed(SessionId session, Instant at, StateChange change) {
        return List.of(new Update(Topic.ofSession(session), "sessionStateChanged", at, change));
    }
}
