package live.griot.recording.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.recording.hls.RecordingAccess.Terms;
import org.junit.jupiter.api.Test;

/** Who was given an address of a private live has it no more once they are put out. */
class LiveTermsTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final Instant NOW = Instant.parse("2026-11-29T10:30:00Z");

    @Test
    void who_is_put_out_has_no_good_address_any_more() {
        LiveTerms terms = terms(Visibility.PRIVATE);
        Terms before = terms.of(LIVE).orElseThrow();
        assertThat(before.isPublic()).isFalse();
        assertThat(before.newestAlone()).isTrue();

        terms.on(new PersonBanned(LIVE, MOUSSA, AWA, null, null, NOW));
        long banned = terms.of(LIVE).orElseThrow().generation();
        assertThat(banned).isGreaterThan(before.generation());

        terms.on(new ParticipantRemoved(LIVE, MOUSSA, AWA, NOW));
        assertThat(terms.of(LIVE).orElseThrow().generation()).isGreaterThan(banned);
    }

    @Test
    void everybody_plays_a_public_live_and_nobody_what_there_is_not() {
        assertThat(terms(Visibility.PUBLIC).of(LIVE))
                .hasValueSatisfying(one -> assertThat(one.isPublic()).isTrue());
        assertThat(terms(Visibility.PUBLIC).of(new SessionId("02LIVE"))).isEmpty();
    }

    private static LiveTerms terms(Visibility visibility) {
        SessionFacts facts =
                new SessionFacts(LIVE, AWA, SessionType.VIDEO, visibility, SessionState.LIVE, NOW, NOW, null);
        return new LiveTerms(
                new WatchedLives() {
                    @Override
                    public Optional<SessionFacts> find(SessionId session) {
                        return Optional.of(facts).filter(one -> one.id().equals(session));
                    }

                    @Override
                    public boolean isOn(SessionId session) {
                        return true;
                    }

                    @Override
                    public Set<UserId> onStage(SessionId session) {
                        return Set.of(AWA);
                    }
                },
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
