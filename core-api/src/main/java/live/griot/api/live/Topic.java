package live.griot.api.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.id.SessionId;

/** What a client of the live socket subscribes to: {@code sessions/{id}}, {@code sessions/{id}/chat}. */
public record Topic(String name) {
    private static final Pattern SESSION = Pattern.compile("sessions/([A-Za-z0-9_-]{1,64})(/chat)?");

    /** Returns the topic of a session's state, stage and counts. */
    public static Topic ofSession(SessionId id) {
        return new Topic("sessions/" + id);
    }

    /** Returns the topic of a session's chat. */
    public static Topic ofChat(SessionId id) {
        return new Topic("sessions/" + id + "/chat");
    }

    /** Returns the session the topic belongs to, or empty when the name is of no known shape. */
    public Optional<SessionId> session() {
        Matcher matcher = SESSION.matcher(name);
        return matcher.matches() ? Optional.of(new SessionId(matcher.group(1))) : Optional.empty();
    }

    /** Returns whether this is a chat topic. */
    public boolean isChat() {
        return name.endsWith("/chat") && session().isPresent();
    }
}
