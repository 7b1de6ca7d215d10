package live.griot.query.socket;

import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something after which a session may be somebody's to listen to no longer; {@code person} is null where it may be anybody's, {@code session}
 * where it may be any, of one person.
 */
record AccessChange(@Nullable SessionId session, @Nullable UserId person) {}
