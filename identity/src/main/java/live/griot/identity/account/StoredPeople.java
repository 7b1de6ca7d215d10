package live.griot.identity.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.identity.avatar.AvatarAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Joins names in. People are remembered for {@link #REMEMBERED}, so that a busy chat asks the database once and a change on
 * another node shows soon. Thread-safe.
 */
@Component
public class StoredPeople implements People {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED = 20_000;
    /** Databases bound the length of a statement. */
    private static final int MAX_IDS_IN_A_STATEMENT = 500;

    private static final int TELLING_CHARACTERS = 4;

    private final JdbcClient db;
    private final PersonalText personalText;
    private final Profiles profiles;
    private final Cache<UserId, Person> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    StoredPeople(JdbcClient db, PersonalText personalText, Profiles profiles) {
        this.db = db;
        this.personalText = personalText;
        this.profiles = profiles;
    }

    @Override
    public Map<UserId, Person> named(Collection<UserId> ids) {
        Set<UserId> wanted = new HashSet<>(ids);
        return Map.copyOf(remembered.getAll(wanted, this::load));
    }

    @Override
    public boolean exist(UserId id) {
        return !named(id).equals(removed(id));
    }

    /** Drops what this node remembers of a person. */
    public void forget(UserId id) {
        remembered.invalidate(id);
    }

    private Map<UserId, Person> load(Set<? extends UserId> missing) {
        Map<UserId, Person> found = new HashMap<>();
        List<UserId> ids = new ArrayList<>(missing);
        loadGuests(ids.stream().filter(UserId::isGuest).toList(), found);
        ids.removeIf(UserId::isGuest);
        personalText.fetchKeys(ids);
        for (int from = 0; from < ids.size(); from += MAX_IDS_IN_A_STATEMENT) {
            List<UserId> some = ids.subList(from, Math.min(ids.size(), from + MAX_IDS_IN_A_STATEMENT));
            db.sql("SELECT " + Profiles.COLUMNS + " FROM account WHERE id IN (:ids) AND erased_at IS NULL")
                    .param("ids", some.stream().map(UserId::value).toList())
                    .query(Profiles::read)
                    .list()
                    .forEach(row -> profiles.open(row).ifPresent(person -> found.put(person.id(), person)));
        }
        ids.forEach(id -> found.computeIfAbsent(id, StoredPeople::removed));
        return found;
    }

    /** A guest who said no name is called by the end of their id, so that two of them are told apart. */
    private void loadGuests(List<UserId> guests, Map<UserId, Person> found) {
        for (int from = 0; from < guests.size(); from += MAX_IDS_IN_A_STATEMENT) {
            List<UserId> some = guests.subList(from, Math.min(guests.size(), from + MAX_IDS_IN_A_STATEMENT));
            db.sql("SELECT id, display_name FROM guest_person WHERE id IN (:ids)")
                    .param("ids", some.stream().map(UserId::value).toList())
                    .query((row, index) -> guest(new UserId(row.getString("id")), row.getString("display_name")))
                    .list()
                    .forEach(guest -> found.put(guest.id(), guest));
        }
        guests.forEach(guest -> found.computeIfAbsent(guest, StoredPeople::nameless));
    }

    private static Person nameless(UserId guest) {
        String id = guest.value();
        return guest(guest, "Guest " + id.substring(id.length() - TELLING_CHARACTERS));
    }

    private static Person guest(UserId id, String name) {
        return new Person(id, null, name, AvatarAddress.of(id, null));
    }

    private static Person removed(UserId id) {
        return new Person(id, Person.REMOVED, "Removed", AvatarAddress.of(id, null));
    }
}
