package live.griot.app.storage;

import static com.zaxxer.hikari.SQLExceptionOverride.Override.CONTINUE_EVICT;
import static com.zaxxer.hikari.SQLExceptionOverride.Override.MUST_EVICT;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import live.griot.api.store.StoreFailure;

/**
 * Gives a connection to nobody again that says that the database is away, or full: the pool alone does not know H2's words for it, and one that is
 * asked for twice a second is not looked at before it is given.
 */
final class EvictedWhenAway implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return StoreFailure.isAway(failure) || StoreFailure.isFull(failure) ? MUST_EVICT : CONTINUE_EVICT;
    }
}
