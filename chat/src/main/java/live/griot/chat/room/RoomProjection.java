package live.griot.chat.room;

import java.time.Instant;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.AdminBans;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.moderation.SealedWords;
import live.griot.api.store.Micros;
import live.griot.chat.room.Silence.Kind;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code chat_silence} and {@code chat_settings}. Bans are kept here once more, beside those that the read model of sessions
 * has, because this group alone sees them in one order with the messages.
 */
@Component
@ProcessingGroup(RoomProjection.GROUP)
public class RoomProjection {
    /** The processing group of everything that the chat reads, tracking. */
    public static final String GROUP = "chat";

    private final JdbcClient db;

    public RoomProjection(JdbcClient db) {
        this.db = db;
    }

    @EventHandler
    void on(PersonMuted event) {
        silence(
                Kind.MUTE,
                event.sessionId(),
                event.user(),
                event.by(),
                event.sealedReason(),
                event.at(),
                event.until());
    }

    @EventHandler
    void on(PersonBanned event) {
        silence(Kind.BAN, event.sessionId(), event.user(), event.by(), event.sealedReason(), event.at(), event.until());
    }

    @EventHandler
    void on(BannedByAdmin event) {
        silence(Kind.BAN, AdminBans.EVERYWHERE, event.user(), event.by(), null, event.at(), event.until());
    }

    @EventHandler
    void on(AdminBanLifted event) {
        lift(Kind.BAN, AdminBans.EVERYWHERE, event.user());
    }

    @EventHandler
    void on(MuteLifted event) {
        lift(Kind.MUTE, event.sessionId(), event.user());
    }

    @EventHandler
    void on(BanLifted event) {
        lift(Kind.BAN, event.sessionId(), event.user());
    }

    @EventHandler
    void on(ChatChanged event) {
        db.sql("DELETE FROM chat_settings WHERE session_id = :session")
                .param("session", event.sessionId().value())
                .update();
        SealedWords words = event.blockedWords();
        db.sql("""
                INSERT INTO chat_settings (session_id, slow_mode_millis, members_only, enabled, words_by, sealed_words)
                VALUES (:session, :slow, :members, :enabled, :by, :words)
                """)
                .param("session", event.sessionId().value())
                .param("slow", event.slowMode().toMillis())
                .param("members", event.membersOnly())
                .param("enabled", event.enabled())
                .param("by", words == null ? null : words.by().value())
                .param("words", words == null ? null : words.sealed())
                .update();
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM chat_silence").update();
        db.sql("DELETE FROM chat_settings").update();
    }

    private void silence(
            Kind kind,
            SessionId session,
            UserId person,
            UserId by,
            @Nullable String sealedReason,
            Instant at,
            @Nullable Instant until) {
        lift(kind, session, person);
        db.sql("""
                INSERT INTO chat_silence (session_id, user_id, kind, silenced_by, sealed_reason, silenced_at, silenced_until)
                VALUES (:session, :user, :kind, :by, :reason, :at, :until)
                """)
                .param("session", session.value())
                .param("user", person.value())
                .param("kind", kind.name())
                .param("by", by.value())
                .param("reason", sealedReason)
                .param("at", Micros.of(at))
                .param("until", Micros.ofNullable(until))
                .update();
    }

    private void lift(Kind kind, SessionId session, UserId person) {
        db.sql("DELETE FROM chat_silence WHERE session_id = :session AND user_id = :user AND kind = :kind")
                .param("session", session.value())
                .param("user", person.value())
                .param("kind", kind.name())
                .update();
    }
}
