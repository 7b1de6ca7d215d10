package live.griot.recording.lifecycle;

import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;

/** Somebody who is to be taken out of a recording. */
public record TakingOut(RecordingId recording, UserId person) {}
