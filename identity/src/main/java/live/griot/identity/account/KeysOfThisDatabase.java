package live.griot.identity.account;

import live.griot.identity.datadir.UnusableKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks at the start whether the keys in the data directory open what the database holds, by somebody who is in it: with others nobody
 * could sign in, and what is written from now on would be under keys that do not belong to the rest.
 */
@Component
class KeysOfThisDatabase {
    private final Profiles profiles;
    private final TakenHandles handles;

    KeysOfThisDatabase(JdbcClient db, Profiles profiles, TakenHandles handles) {
        this.profiles = profiles;
        this.handles = handles;
        db.sql("SELECT " + Profiles.COLUMNS + ", handle_hash FROM account"
                        + " WHERE handle_hash IS NOT NULL AND erased_at IS NULL LIMIT 1")
                .query((row, number) -> new Somebody(Profiles.read(row, number), row.getString("handle_hash")))
                .optional()
                .ifPresent(this::requireOpen);
    }

    private record Somebody(Profiles.Row row, String handleHash) {}

    private void requireOpen(Somebody somebody) {
        boolean fit = profiles.profile(somebody.row())
                .filter(profile -> handles.hash(profile.handle()).equals(somebody.handleHash()))
                .isPresent();
        if (!fit) {
            throw new UnusableKeys("The keys in the data directory are not those that this database was made with");
        }
    }
}
