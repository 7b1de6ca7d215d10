package live.griot.chat.message;

/** How much of everything one message may have. All of it is kept in the aggregate's memory, so none of it is endless. */
final class MessageLimits {
    /** Different emojis that people reacted with. */
    static final int EMOJIS = 20;
    /** Reactions, of all people and with all emojis. */
    static final int REACTIONS = 2_000;

    private MessageLimits() {}
}
