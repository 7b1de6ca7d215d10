package live.griot.api.chat;

import live.griot.api.id.SessionId;

/** How much was said in a session: {@code messages} sent, {@code reactions} given. */
public record ChatFigures(long messages, long reactions) {
    /** The port that counts. Thread-safe; answers from the read model. */
    public interface Counter {
        /** Returns a session's figures; zeros for one where nobody said anything. */
        ChatFigures of(SessionId session);
    }
}
