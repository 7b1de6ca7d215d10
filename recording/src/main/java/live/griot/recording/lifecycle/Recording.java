package live.griot.recording.lifecycle;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.recording.DeleteRecording;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.EditRecording;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingEdited;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingOpened;
import live.griot.api.recording.RecordingReopened;
import live.griot.api.recording.ReopenRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a session: whose it is, who may know of it, and that it is finished or gone. Whether a session is recorded at this
 * moment is the session's to decide; its files are the store's.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Recording {
    @AggregateIdentifier
    private RecordingId id;

    private UserId host;
    private @Nullable SessionText title;
    private @Nullable SessionText description;
    private boolean finished;
    private boolean forGood;

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
    void on(RecordingDeleted event) {
        AggregateLifecycle.markDeleted();
    }
}
