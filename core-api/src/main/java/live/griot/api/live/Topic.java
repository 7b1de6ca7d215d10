package live.griot.api.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a client of the live socket subscribes to: {@code sessions/{id}}, {@code sessions/{id}/chat}, {@code me}.
 *
 * @param name what clients call it
 * @param owner whose {@code me} it is, or null for a topic that has one name for all
 */
public record Topic(String name, @Nullable UserId owner) {
    /** What everybody calls the topic that is theirs alone. */
    public static final String ME = "me";

    /** Of a shape that is no session's to subscribe to. */
    private static final Pattern ORDER = Pattern.compile("sessions/([0-9A-Z_-]{1,64})/order");

    private static final Pattern SESSION = Pattern.compile("sessions/([0-9A-Z_-]{1,64})(/chat)?");

    /** Returns a topic by a name that is the same for all. */
    public Topic(String name) {
        this(name, null);
    }

    /** Returns the topic that only one person hears: invitations, calls, being put out. */
    public static Topic ofPerson(UserId person) {
        return new Topic(ME, person);
    }

    /** Returns the topic of a session's state, stage and counts. */
    public static Topic ofSession(SessionId id) {
        return new Topic("sessions/" + id);
    }

    /** Returns the topic of a session's chat. */
    public static Topic ofChat(SessionId id) {
        return new Topic("sessions/" + id + "/chat");
    }

    /** Returns what only one person hears of a session's chat, under the chat's own name: that they are muted, or no longer. */
    public static Topic ofChat(SessionId id, UserId person) {
        return new Topic(ofChat(id).name(), person);
    }

    /**
     * Returns what those alone hear who keep order in a session, its host and its moderators. Nobody subscribes to it: they are told each by themselves, under
     * the chat's name, once the read models know who they are.
     */
    public static Topic ofOrder(SessionId id) {
        return new Topic("sessions/" + id + "/order");
    }

    /** Returns the session of which those alone hear it who keep order there, or empty when it is for others too. */
    public Optional<SessionId> order() {
        Matcher matcher = ORDER.matcher(name);
        return matcher.matches() ? Optional.of(new SessionId(matcher.group(1))) : Optional.empty();
    }

    /** Returns the session the topic belongs to, or empty when the name is of no known shape. */
    public Optional<SessionId> session() {
        Matcher matcher = SESSION.matcher(name);
        return matcher.matches() ? Optional.of(new SessionId(matcher.group(1))) : Optional.empty();
    }

    /** Returns what one subscribes to in order to hear it: what is told to one person in a chat is heard by listening to the chat. */
    public Topic subscription() {
        return owner != null && isChat() ? new Topic(name) : this;
    }

    /** Returns whether it is for somebody to hear, null for somebody without an account. */
    public boolean isFor(@Nullable UserId person) {
        return owner == null || owner.equals(person);
    }

    /** Returns whether this is a chat topic. */
    public boolean isChat() {
        return name.endsWith("/chat") && session().isPresent();
    }
}
