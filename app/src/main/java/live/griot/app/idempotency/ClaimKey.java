package live.griot.app.idempotency;

import live.griot.api.id.UserId;

/** Whose key it is, and its hash: the same key of two people is two keys. */
record ClaimKey(UserId user, String keyHash) {}
