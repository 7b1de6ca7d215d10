package live.griot.api.live;

import static live.griot.api.refusal.RefusalCode.INVITATION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.LINK_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.PARTICIPANT_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.RECORDING_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.STORE_UNAVAILABLE;

import java.time.Duration;
import java.util.Set;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/** The port that tells whether what the API reads is as far as an event. Thread-safe. */
public interface ReadProgress {
    /** What is read from read models, and may be stored though none of them has it yet. */
    Set<RefusalCode> MAY_BE_THERE = Set.of(
            SESSION_NOT_FOUND,
            RECORDING_NOT_FOUND,
            INVITATION_NOT_FOUND,
            LINK_NOT_FOUND,
            PARTICIPANT_NOT_FOUND,
            MESSAGE_NOT_FOUND);

    /** When to look again for what may be there. */
    Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(2);

    /** Returns whether every read model holds all up to a global position of the event store; false while one is being rebuilt. */
    boolean havePassed(long position);

    /**
     * Waits until every read model holds all that is stored now, for five seconds at most; returns whether they do. One that is being
     * rebuilt is not waited for. Not to be called in a transaction.
     */
    boolean awaitCaughtUp();

    /** Returns whether a read model is late, or being rebuilt, so that what is stored may be missing from it. */
    boolean isBehind();

    /** Returns what to say instead of a refusal: that something is not there cannot be known while a read model is behind. */
    default Refused truthOf(Refused no) {
        return MAY_BE_THERE.contains(no.code()) && isBehind()
                ? new Refused(
                        STORE_UNAVAILABLE, "The server is still reading what was stored; look again", LOOK_AGAIN_AFTER)
                : no;
    }
}
