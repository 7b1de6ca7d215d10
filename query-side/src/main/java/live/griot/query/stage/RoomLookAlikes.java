package live.griot.query.stage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.stage.LookAlikes;
import live.griot.api.text.LookAlike;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares names with those of who has a part in the session and of who came to watch it the first {@link #VIEWERS} times, whose looks it
 * remembers for a moment.
 * Who is not among them comes after all of them.
 */
@Component
class RoomLookAlikes implements LookAlikes {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int ROOMS_REMEMBERED = 1_000;
    private static final int VIEWERS = 1_000;

    private final JdbcClient db;
    private final People people;
    private final Cache<SessionId, Map<String, UserId>> firstOfEachLook = Caffeine.newBuilder()
            .maximumSize(ROOMS_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    RoomLookAlikes(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    @Override
    public Set<UserId> among(SessionId session, Collection<Person> somebody) {
        if (somebody.isEmpty()) {
            return Set.of();
        }
        Map<String, UserId> first = firstOfEachLook.get(session, this::read);
        return somebody.stream()
                .filter(person -> !isRemoved(person))
                .filter(person -> LookAlike.looks(person.displayName()).stream()
                        .anyMatch(look -> !first.getOrDefault(look, person.id()).equals(person.id())))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private Map<String, UserId> read(SessionId session) {
        List<UserId> inOrder = new ArrayList<>(withAPart(session));
        inOrder.addAll(viewers(session));
        Map<UserId, Person> named = people.named(inOrder);
        Map<String, UserId> first = new HashMap<>();
        for (UserId id : inOrder) {
            Person person = Objects.requireNonNull(named.get(id));
            if (!isRemoved(person)) {
                LookAlike.looks(person.displayName()).forEach(look -> first.putIfAbsent(look, id));
            }
        }
        return Map.copyOf(first);
    }

    /** All who were erased are shown by one name, and pass for nobody. */
    private static boolean isRemoved(Person person) {
        return Person.REMOVED.equals(person.handle());
    }

    private List<UserId> withAPart(SessionId session) {
        return db.sql("""
                SELECT p.user_id,
                  CASE WHEN p.user_id = s.host_id THEN 0 WHEN p.moderator THEN 1 WHEN p.on_stage THEN 2 ELSE 3 END AS place
                FROM participant_view p JOIN session_view s ON s.id = p.session_id
                WHERE p.part_in = :session
                ORDER BY place, p.seated_at, p.hand_raised_at, p.user_id
                """)
                .param("session", session.value())
                .query((rs, number) -> new UserId(rs.getString("user_id")))
                .list();
    }

    private List<UserId> viewers(SessionId session) {
        return db.sql("""
                SELECT user_id FROM attendance_view WHERE session_id = :session AND user_id IS NOT NULL
                ORDER BY session_id, arrived_at, user_id LIMIT :most
                """)
                .param("session", session.value())
                .param("most", VIEWERS)
                .query((rs, number) -> new UserId(rs.getString("user_id")))
                .list();
    }
}
