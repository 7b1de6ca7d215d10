package live.griot.recording.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.recording.ClipMade;
import live.griot.api.recording.ClipRemoved;
import live.griot.api.recording.ClipRenamed;
import live.griot.api.recording.DeleteRecording;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.EditRecording;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.MakeClip;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.PersonTakenOut;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEdited;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingOpened;
import live.griot.api.recording.RecordingReopened;
import live.griot.api.recording.RecordingTrimmed;
import live.griot.api.recording.RemoveClip;
import live.griot.api.recording.RemoveClipByAdmin;
import live.griot.api.recording.RenameClip;
import live.griot.api.recording.ReopenRecording;
import live.griot.api.recording.TakeOutOfRecording;
import live.griot.api.recording.TrimRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a session: whose it is, who may know of it, what clips were made of it, and that it is finished or gone. Whether a
 * session is recorded at this moment is the session's to decide; its files are the store's.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Recording {
    /** How often clips of one recording are made and renamed, those that are gone among them. */
    private static final int CLIP_FACTS = 10_000;

    @AggregateIdentifier
    private RecordingId id;

    private UserId host;
    private @Nullable SessionText title;
    private @Nullable SessionText description;
    private boolean finished;
    private boolean forGood;

    /** Who made which clip. */
    private final Map<ClipId, UserId> clips = new HashMap<>();

    /** Who is erased and was, or is being, taken out of it. */
    private final Set<UserId> takenOut = new HashSet<>();

    private int clipFacts;

    /** For Axon, which fills it by replaying events. */
    protected Recording() {}

    @CommandHandler
    Recording(OpenRecording command) {
        apply(new RecordingOpened(
                command.recordingId(), command.sessionId(), command.host(), command.visibility(), command.at()));
    }

    @CommandHandler
    void finish(FinishRecording command) {
        if (!forGood && (!finished || command.forGood())) {
            apply(new RecordingFinished(
                    id, command.reason(), command.forGood(), command.duration(), command.bytes(), command.at()));
        }
    }

    @CommandHandler
    void reopen(ReopenRecording command) {
        if (finished && !forGood) {
            apply(new RecordingReopened(id, command.sessionId(), command.at()));
        }
    }

    @CommandHandler
    void edit(EditRecording command) {
        onlyTheHost(command.by());
        RecordingEdited edited = new RecordingEdited(
                id,
                command.title() == null ? title : command.title(),
                command.description() == null ? description : command.description(),
                command.visibility(),
                command.at());
        apply(edited);
    }

    @CommandHandler
    void delete(DeleteRecording command) {
        onlyTheHost(command.by());
        if (!forGood) {
            throw new Refused(RefusalCode.INVALID_TRANSITION, "The recording runs; stop it first");
        }
        apply(new RecordingDeleted(id, command.by(), command.at()));
    }

    @CommandHandler
    void discard(DiscardRecording command) {
        apply(new RecordingDeleted(id, null, command.at()));
    }

    @CommandHandler
    void takeOut(TakeOutOfRecording command) {
        if (!takenOut.contains(command.person())) {
            apply(new PersonTakenOut(id, command.person(), command.at()));
        }
    }

    @CommandHandler
    void trim(TrimRecording command) {
        if (takenOut.contains(command.person()) && forGood) {
            apply(new RecordingTrimmed(id, command.person(), command.duration(), command.bytes(), command.at()));
        }
    }

    @CommandHandler
    void makeClip(MakeClip command) {
        // Who recorded it has as many again: others cannot take all of them.
        if (clips.size() >= (command.by().equals(host) ? 2L : 1L) * command.most()) {
            throw new Refused(
                    RefusalCode.TOO_MANY, "At most %d clips are made of a recording".formatted(command.most()));
        }
        requireFewClipFacts();
        apply(new ClipMade(
                id, command.clip(), command.by(), command.title(), command.from(), command.to(), command.at()));
    }

    @CommandHandler
    void renameClip(RenameClip command) {
        onlyTheirsOrTheHosts(command.clip(), command.by());
        requireFewClipFacts();
        apply(new ClipRenamed(id, command.clip(), command.by(), command.title(), command.at()));
    }

    @CommandHandler
    void removeClip(RemoveClip command) {
        UserId madeBy = onlyTheirsOrTheHosts(command.clip(), command.by());
        apply(new ClipRemoved(id, command.clip(), madeBy, command.by(), false, command.at()));
    }

    @CommandHandler
    void removeClip(RemoveClipByAdmin command) {
        apply(new ClipRemoved(id, command.clip(), madeBy(command.clip()), command.by(), true, command.at()));
    }

    /** Each command reads all that happened: nobody makes that grow without end by what is gone again. */
    private void requireFewClipFacts() {
        if (clipFacts >= CLIP_FACTS) {
            throw new Refused(
                    RefusalCode.TOO_MANY, "Clips of this recording were made and renamed too often; no more are");
        }
    }

    private UserId madeBy(ClipId clip) {
        UserId madeBy = clips.get(clip);
        if (madeBy == null) {
            throw new Refused(RefusalCode.CLIP_NOT_FOUND, "There is no such clip");
        }
        return madeBy;
    }

    /** Returns who made it. */
    private UserId onlyTheirsOrTheHosts(ClipId clip, UserId by) {
        UserId madeBy = madeBy(clip);
        if (!by.equals(madeBy) && !by.equals(host)) {
            throw new Refused(RefusalCode.FORBIDDEN, "Only who made the clip and who recorded it may do this");
        }
        return madeBy;
    }

    private void onlyTheHost(UserId by) {
        if (!by.equals(host)) {
            throw new Refused(RefusalCode.NOT_HOST, "Only who recorded it may do this");
        }
    }

    @EventSourcingHandler
    void on(RecordingOpened event) {
        id = event.recordingId();
        host = event.host();
    }

    @EventSourcingHandler
    void on(RecordingEdited event) {
        title = event.title();
        description = event.description();
    }

    @EventSourcingHandler
    void on(RecordingFinished event) {
        finished = true;
        forGood = event.forGood();
    }

    @EventSourcingHandler
    void on(RecordingReopened event) {
        finished = false;
    }

    @EventSourcingHandler
    void on(PersonTakenOut event) {
        takenOut.add(event.person());
    }

    @EventSourcingHandler
    void on(ClipMade event) {
        clipFacts++;
        clips.put(event.clip(), event.by());
    }

    @EventSourcingHandler
    void on(ClipRenamed event) {
        clipFacts++;
    }

    @EventSourcingHandler
    void on(ClipRemoved event) {
        clips.remove(event.clip());
    }

    @EventSourcingHandler
    void on(RecordingDeleted event) {
        AggregateLifecycle.markDeleted();
    }
}
