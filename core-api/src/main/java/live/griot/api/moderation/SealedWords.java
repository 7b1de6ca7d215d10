package live.griot.api.moderation;

import live.griot.api.id.UserId;

/** Blocked words, one a line, under the key of who chose them: one may well block one's own name. */
public record SealedWords(UserId by, String sealed) {}
