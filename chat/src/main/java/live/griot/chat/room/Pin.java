package live.griot.chat.room;

import live.griot.api.id.MessageId;

/** The data of {@code messagePinned} and {@code messageUnpinned}. */
public record Pin(MessageId id) {}
