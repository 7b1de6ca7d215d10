package live.griot.identity.guest;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.api.admin.AdminBans;
import live.griot.api.guest.BanMarks;
import live.griot.api.guest.Visit;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.identity.account.Micros;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people came, and the marks of those who are banned, kept in tables; what is a network's goes after an hour. Thread-safe. */
@Component
class StoredBanMarks implements BanMarks {
    /** How long a network is remembered, and closed to newcomers after a ban. */
    static final Duration THE_HOUR = Duration.ofHours(1);

    /** How long it is remembered by which browser somebody came, as long as the browser keeps its cookie. */
    private static final Duration BROWSERS_KEPT = Duration.ofDays(90);

    /** Databases bound the length of a statement. */
    private static final int AT_ONCE = 1_000;

    private static final long FORGET_EVERY_SECONDS = 20;
    private static final Logger LOG = LoggerFactory.getLogger(StoredBanMarks.class);

    private final JdbcClient db;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("forget-networks").daemon().factory());

    StoredBanMarks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        var _ = timer.scheduleWithFixedDelay(this::forgetGuarded, 0, FORGET_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        timer.shutdownNow();
    }

    @Override
    public void came(SessionId session, UserId person, Visit visit, Instant at) {
        note("visit_network", "network", session, person, visit.networkIn(session), at);
        noteBrowser(session, person, visit, at);
        if (!person.isGuest()) {
            noteBrowser(AdminBans.EVERYWHERE, person, visit, at);
        }
    }

    private void noteBrowser(SessionId session, UserId person, Visit visit, Instant at) {
        UserId browser = visit.guestOf(session);
        if (browser != null && !browser.equals(person)) {
            note("visit_browser", "guest_id", session, person, browser.value(), at);
        }
    }

    private void note(String table, String column, SessionId session, UserId person, String value, Instant at) {
        String row = "session_id = :session AND person_id = :person AND %s = :value".formatted(column);
        boolean known = db.sql("UPDATE %s SET seen_at = :at WHERE %s".formatted(table, row))
                        .param("at", Micros.of(at))
                        .param("session", session.value())
                        .param("person", person.value())
                        .param("value", value)
                        .update()
                == 1;
        if (known) {
            return;
        }
        try {
            db.sql("INSERT INTO %s (session_id, person_id, %s, seen_at) VALUES (:session, :person, :value, :at)"
                            .formatted(table, column))
                    .param("session", session.value())
                    .param("person", person.value())
                    .param("value", value)
                    .param("at", Micros.of(at))
                    .update();
        } catch (DuplicateKeyException sameMoment) {
            LOG.debug("Another request of the same person noted it", sameMoment);
        }
    }

    @Override
    public void mark(SessionId session, UserId banned, @Nullable Instant until, Instant at) {
        unmark(session, banned);
        db.sql("""
                INSERT INTO ban_browser (session_id, guest_id, person_id, banned_until)
                SELECT session_id, guest_id, person_id, :until FROM visit_browser
                WHERE session_id = :session AND person_id = :person
                """)
                .param("until", until == null ? null : Micros.of(until), java.sql.Types.BIGINT)
                .param("session", session.value())
                .param("person", banned.value())
                .update();
        db.sql("""
                INSERT INTO ban_network (session_id, network, person_id, banned_at, banned_until)
                SELECT session_id, network, person_id, :at, :until FROM visit_network
                WHERE session_id = :session AND person_id = :person AND seen_at > :since
                """)
                .param("at", Micros.of(at), java.sql.Types.BIGINT)
                .param("until", until == null ? null : Micros.of(until), java.sql.Types.BIGINT)
                .param("session", session.value())
                .param("person", banned.value())
                .param("since", anHourBefore(at))
                .update();
    }

    @Override
    public void unmark(SessionId session, UserId person) {
        for (String table : new String[] {"ban_browser", "ban_network"}) {
            db.sql("DELETE FROM %s WHERE session_id = :session AND person_id = :person".formatted(table))
                    .param("session", session.value())
                    .param("person", person.value())
                    .update();
        }
    }

    @Override
    public Set<UserId> barred(SessionId session, Collection<UserId> guests) {
        Set<UserId> barred = new HashSet<>();
        List<UserId> all = List.copyOf(guests);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<UserId> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            barred.addAll(db.sql("""
                            SELECT guest_id FROM ban_browser WHERE (session_id, guest_id) IN (:guests)
                              AND (banned_until IS NULL OR banned_until > :now)
                            UNION SELECT v.guest_id FROM visit_browser v JOIN admin_ban b ON b.account_id = v.person_id
                            WHERE (v.session_id, v.guest_id) IN (:guests) AND (b.until_at IS NULL OR b.until_at > :now)
                            """)
                    .param(
                            "guests",
                            some.stream()
                                    .map(guest -> new String[] {session.value(), guest.value()})
                                    .toList())
                    .param("now", Micros.of(clock.instant()))
                    .query((row, index) -> new UserId(row.getString("guest_id")))
                    .list());
        }
        return barred;
    }

    @Override
    public boolean isClosedToNewcomers(SessionId session, Visit visit) {
        Instant now = clock.instant();
        Instant since = visit.since();
        return db.sql("""
                        SELECT (SELECT COUNT(*) FROM ban_network WHERE session_id = :session AND network = :network
                            AND banned_at > :hour AND banned_at <= :since AND (banned_until IS NULL OR banned_until > :now))
                          + (SELECT COUNT(*) FROM visit_network v JOIN admin_ban b ON b.account_id = v.person_id
                            WHERE v.session_id = :session AND v.network = :network AND v.seen_at > :hour
                            AND b.since > :hour AND b.since <= :since AND (b.until_at IS NULL OR b.until_at > :now))
                        """)
                        .param("session", session.value())
                        .param("network", visit.networkIn(session))
                        .param("hour", anHourBefore(now))
                        .param("since", since == null ? Long.MAX_VALUE : Micros.of(since))
                        .param("now", Micros.of(now))
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Set<UserId> sharingANetwork(SessionId session, Collection<UserId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(db.sql("""
                        SELECT DISTINCT v.person_id FROM visit_network v
                        JOIN ban_network b ON b.session_id = v.session_id AND b.network = v.network
                        WHERE (v.session_id, v.person_id) IN (:people) AND b.person_id <> v.person_id
                          AND b.banned_at > :hour
                        """)
                .param(
                        "people",
                        people.stream()
                                .map(person -> new String[] {session.value(), person.value()})
                                .toList())
                .param("hour", anHourBefore(clock.instant()))
                .query((row, index) -> new UserId(row.getString("person_id")))
                .list());
    }

    /** Forgets what is older than it may get. */
    void forget() {
        Instant now = clock.instant();
        forget("visit_network", "seen_at", now.minus(THE_HOUR));
        forget("ban_network", "banned_at", now.minus(THE_HOUR));
        forget("visit_browser", "seen_at", now.minus(BROWSERS_KEPT));
        forget("ban_browser", "banned_until", now);
    }

    /** Where none is it is null, which H2 reads too unless there is a least. */
    private void forget(String table, String column, Instant before) {
        db.sql("DELETE FROM %1$s WHERE %2$s > 0 AND %2$s <= :before".formatted(table, column))
                .param("before", Micros.of(before))
                .update();
    }

    /** A failed round must not end the rounds to come: a scheduled task that throws is never run again. */
    private void forgetGuarded() {
        try {
            forget();
        } catch (Throwable failure) {
            LOG.error("What is known of networks could not be forgotten; trying again", failure);
        }
    }

    private static long anHourBefore(Instant time) {
        return Micros.of(time.minus(THE_HOUR));
    }
}
