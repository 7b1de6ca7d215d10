package live.griot.query.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.invitation.InvitationExpired;
import live.griot.api.invitation.InvitationRejected;
import live.griot.api.invitation.InvitationRevoked;
import live.griot.api.live.ReadProgress;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.Visibility;
import live.griot.api.store.StoreFailure;
import org.springframework.stereotype.Component;

/**
 * Remembers who may have to be turned out of a topic until the read models, which are asked about it, are as far as the event that
 * says so. It hears each event from this node's own tail, whichever node keeps the read models. Thread-safe.
 */
@Component
class AccessWatch {
    private final ReadProgress readModels;
    private final Map<AccessChange, Long> waiting = new LinkedHashMap<>();

    AccessWatch(ReadProgress readModels) {
        this.readModels = readModels;
    }

    /** Takes note of an event at its position. */
    void passed(long position, Object event) {
        changeBy(event).ifPresent(change -> note(change, position));
    }

    /** Asks again about whom that is due. While the store is away they stay due; what fails otherwise is not asked twice. */
    void askAboutRipe(Consumer<AccessChange> ask) {
        for (Map.Entry<AccessChange, Long> change : all()) {
            if (readModels.havePassed(change.getValue())) {
                try {
                    ask.accept(change.getKey());
                } catch (RuntimeException failure) {
                    if (!StoreFailure.isOne(failure)) {
                        remove(change);
                    }
                    throw failure;
                }
                remove(change);
            }
        }
    }

    private synchronized void note(AccessChange change, long position) {
        waiting.put(change, position);
    }

    private synchronized List<Map.Entry<AccessChange, Long>> all() {
        return List.copyOf(Map.copyOf(waiting).entrySet());
    }

    /** One that was noted again meanwhile, at a later position, stays. */
    private synchronized void remove(Map.Entry<AccessChange, Long> change) {
        waiting.remove(change.getKey(), change.getValue());
    }

    private static Optional<AccessChange> changeBy(Object event) {
        if (event instanceof ParticipantRemoved removed) {
            return Optional.of(new AccessChange(removed.sessionId(), removed.user()));
        }
        if (event instanceof BannedByAdmin banned) {
            return Optional.of(new AccessChange(null, banned.user()));
        }
        if (event instanceof PersonBanned banned) {
            return Optional.of(new AccessChange(banned.sessionId(), banned.user()));
        }
        if (event instanceof InvitationRejected rejected) {
            return Optional.of(new AccessChange(rejected.sessionId(), rejected.to()));
        }
        if (event instanceof InvitationRevoked revoked) {
            return Optional.of(new AccessChange(revoked.sessionId(), revoked.to()));
        }
        if (event instanceof InvitationExpired expired) {
            return Optional.of(new AccessChange(expired.sessionId(), expired.to()));
        }
        return event instanceof SessionEdited edited && edited.visibility() == Visibility.PRIVATE
                ? Optional.of(new AccessChange(edited.sessionId(), null))
                : Optional.empty();
    }
}
