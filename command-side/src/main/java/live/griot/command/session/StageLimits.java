package live.griot.command.session;

/** How much of everything one session may have. All of it is kept in the aggregate's memory, so none of it is endless. */
final class StageLimits {
    /** The fewest on stage that a session can be made for: the host and one guest. */
    static final int FEWEST_SEATS = 2;
    /** The most on stage that a session can be made for. */
    static final int MOST_SEATS = 10;
    /** Moderators of one session. */
    static final int MODERATORS = 50;
    /** Hands that can be up at once. */
    static final int HANDS = 100;
    /** Links that were made and not revoked. */
    static final int LINKS = 100;
    /** The most uses that can be asked of one link. */
    static final int LINK_USES = 10_000;
    /** People who are banned at once. */
    static final int BANS = 10_000;

    private StageLimits() {}
}
