package live.griot.identity.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The people by handle, in memory, for names that are sealed cannot be searched for by a database. Each search first reads what has changed, on
 * whichever node; the first one after a start reads everybody, 100,000 people in some seconds. Past {@link #MOST} people those who came last
 * are found by their whole handle alone. Thread-safe: one search at a time.
 */
@Component
class PeopleIndex {
    /** The most people who are kept in memory: some 300 bytes each. */
    static final int MOST = 200_000;

    /** Nodes' clocks may differ by that much, and a transaction may take as long. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final int READ_AT_ONCE = 1_000;
    private static final Logger log = LoggerFactory.getLogger(PeopleIndex.class);

    private final JdbcClient db;
    private final PersonalText personalText;
    private final Profiles profiles;
    private final int most;
    private final TreeMap<String, Entry> byHandle = new TreeMap<>();
    private final Map<UserId, Entry> byId = new HashMap<>();
    private long readUntil = Long.MIN_VALUE;
    private boolean full;

    @Autowired
    PeopleIndex(JdbcClient db, PersonalText personalText, Profiles profiles) {
        this(db, personalText, profiles, MOST);
    }

    PeopleIndex(JdbcClient db, PersonalText personalText, Profiles profiles, int most) {
        this.db = db;
        this.personalText = personalText;
        this.profiles = profiles;
        this.most = most;
    }

    /** Returns up to {@code limit} people whose handle or name begins with what was typed, by handle, after the one before. */
    synchronized List<Person> search(String typed, @Nullable String after, int limit) {
        readChanges();
        String start = folded(typed);
        return byHandle.tailMap(after == null ? "" : after, false).values().stream()
                .filter(entry -> entry.person().accountHandle().startsWith(start)
                        || entry.name().startsWith(start))
                .limit(limit)
                .map(Entry::person)
                .toList();
    }

    /** Returns whether there are more people than are kept here. */
    synchronized boolean isFull() {
        return full;
    }

    private void readChanges() {
        long from = readUntil == Long.MIN_VALUE ? readUntil : readUntil - OVERLAP.toNanos() / 1_000;
        String after = "";
        while (true) {
            List<Change> changes = db.sql("""
                            SELECT id, sealed_profile, avatar_version, changed_at FROM account
                            WHERE changed_at >= :from AND (changed_at > :from OR id > :after)
                            ORDER BY changed_at, id LIMIT :most""")
                    .param("from", from)
                    .param("after", after)
                    .param("most", READ_AT_ONCE)
                    .query((row, index) -> new Change(Profiles.read(row, index), row.getLong("changed_at")))
                    .list();
            personalText.fetchKeys(changes.stream()
                    .filter(this::isNews)
                    .map(change -> change.row().id())
                    .toList());
            changes.stream().filter(this::isNews).forEach(this::take);
            if (!changes.isEmpty()) {
                from = changes.getLast().at();
                after = changes.getLast().row().id().value();
                readUntil = Math.max(readUntil, from);
            }
            if (changes.size() < READ_AT_ONCE) {
                return;
            }
        }
    }

    /** What is sealed anew never looks the same. */
    private boolean isNews(Change change) {
        Entry known = byId.get(change.row().id());
        String sealed = change.row().sealed();
        return known == null ? sealed != null && hasRoom() : !known.stamp().equals(stamp(change.row()));
    }

    private boolean hasRoom() {
        if (byId.size() < most) {
            return true;
        }
        if (!full) {
            log.warn("There are more than {} people: further ones are found by their whole handle alone", most);
            full = true;
        }
        return false;
    }

    private void take(Change change) {
        Profiles.Row row = change.row();
        Entry before = byId.remove(row.id());
        if (before != null) {
            byHandle.remove(before.person().accountHandle());
        }
        profiles.open(row).ifPresent(person -> {
            Entry entry = new Entry(person, folded(person.displayName()), stamp(row));
            byId.put(row.id(), entry);
            byHandle.put(person.accountHandle(), entry);
        });
    }

    private static String stamp(Profiles.Row row) {
        String sealed = row.sealed();
        return sealed == null ? "" : sealed.substring(Math.max(0, sealed.length() - 20)) + row.avatarVersion();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private record Change(Profiles.Row row, long at) {}

    private record Entry(Person person, String name, String stamp) {}
}
