package live.griot.command.session;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.refusal.Refused;

/** How much of everything one session may have. All of it is kept in the aggregate's memory, so none of it is endless. */
final class SessionLimits {
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
    /** UTF-16 units of a title, on one line. */
    static final int TITLE = 120;
    /** UTF-16 units of a description. */
    static final int DESCRIPTION = 2_000;
    /** Lines of a description. */
    static final int DESCRIPTION_LINES = 100;
    /** UTF-16 units of the reason of a ban, on one line. */
    static final int REASON = 300;
    /** Recordings of one session, one after another. */
    static final int RECORDINGS = 50;
    /** People of whom it is remembered what they said of being recorded: those on stage, and who spoke last. */
    static final int RECORDING_ANSWERS = 1_000;
    /** People who are banned at once. */
    static final int BANS = 10_000;

    /** Attendances of one person in one session that have not ended: windows that are open, and joins that nothing came of yet. */
    static final int ATTENDANCES = 20;
    /** How far ahead a time can lie that somebody asks for: a start, the end of a link or of a ban. */
    static final Duration FORESIGHT = Duration.ofDays(3_653);

    private SessionLimits() {}

    /** Refuses a time that is past, or further ahead than {@link #FORESIGHT}. */
    static void foreseeable(String field, Instant time, Instant now) {
        if (!isForeseeable(time, now)) {
            throw Refused.invalid(field, "must be in the future, within ten years");
        }
    }

    static boolean isForeseeable(Instant time, Instant now) {
        return time.isAfter(now) && !time.isAfter(now.plus(FORESIGHT));
    }
}
