package live.griot.query.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import live.griot.api.Page;
import live.griot.api.Place;
import live.griot.api.identity.PersonalText;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionView;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for sessions: public ones, and for admins all that run. Thread-safe. */
@Component
class SessionSearch {
    /** Rows that are opened at once to look for words in them. */
    private static final int OPENED_AT_ONCE = 200;

    /** Rows that one call looks through for words; the next page goes on from there. */
    private static final int OPENED_AT_MOST = 2_000;

    private static final List<SessionState> RUNNING =
            List.of(SessionState.STARTING, SessionState.LIVE, SessionState.ENDING);

    private final JdbcClient db;
    private final SessionReader reader;
    private final PersonalText personalText;

    SessionSearch(JdbcClient db, SessionReader reader, PersonalText personalText) {
        this.db = db;
        this.reader = reader;
        this.personalText = personalText;
    }

    /** Returns public sessions in a state that hold the words, the most watched first, up to {@code limit} after the cursor. */
    Page<SessionView> publicOnes(SessionState state, String words, @Nullable Place after, int limit) {
        // In the order of the index, all of it: H2 sorts all there are otherwise.
        return mostWatched(
                "visibility = 'PUBLIC' AND state IN (:states)",
                "state DESC, visibility DESC, ",
                List.of(state),
                words,
                after,
                limit);
    }

    /** Returns sessions that run, private ones too, the most watched first, up to {@code limit} after the cursor. */
    Page<SessionView> running(@Nullable Place after, int limit) {
        return mostWatched("state IN (:states)", "", RUNNING, "", after, limit);
    }

    private Page<SessionView> mostWatched(
            String which, String order, List<SessionState> states, String words, @Nullable Place after, int limit) {
        return search(words, after, limit, SessionSearch::placeAmongWatched, (from, atMost) -> db.sql(
                        "SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE " + which
                                + " AND viewer_count <= :viewers AND (viewer_count < :viewers OR id < :id)"
                                + " ORDER BY " + order + "viewer_count DESC, id DESC LIMIT :limit")
                .param("states", states.stream().map(SessionState::name).toList())
                .param("viewers", from == null ? Integer.MAX_VALUE : from.rank())
                .param("id", from == null ? "" : from.id())
                .param("limit", atMost)
                .query(SessionRow::read)
                .list());
    }

    /**
     * Returns public sessions that are to come and hold the words, the soonest first, up to {@code limit} after the cursor; one that nobody
     * started is there until {@code after}.
     */
    Page<SessionView> comingUp(String words, Instant after, @Nullable Place cursor, int limit) {
        return search(words, cursor, limit, SessionSearch::placeInTime, (from, atMost) -> db.sql(
                        "SELECT " + SessionRow.COLUMNS + """
                         FROM session_view WHERE visibility = 'PUBLIC' AND state = 'PENDING' AND scheduled_for >= :time
                         AND (scheduled_for > :time OR id > :id) AND scheduled_for > :after
                         ORDER BY state, visibility, scheduled_for, id LIMIT :limit
                        """)
                .param("after", Micros.of(after))
                .param("time", Math.max(Micros.of(after), from == null ? Long.MIN_VALUE : from.rank()))
                .param("id", from == null ? "" : from.id())
                .param("limit", atMost)
                .query(SessionRow::read)
                .list());
    }

    /**
     * Looks for words in titles and descriptions, which no database can: they are sealed. A page may come short, with a place to go on
     * from, when {@link #OPENED_AT_MOST} were looked through.
     */
    private Page<SessionView> search(
            String words, @Nullable Place after, int limit, Function<SessionRow, Place> placeOf, RowsAfter rowsAfter) {
        String wanted = words.toLowerCase(Locale.ROOT);
        int atOnce = wanted.isEmpty() ? limit + 1 : OPENED_AT_ONCE;
        List<SessionRow> found = new ArrayList<>();
        Place at = after;
        for (int opened = 0; opened < OPENED_AT_MOST; ) {
            List<SessionRow> rows = rowsAfter.list(at, atOnce);
            personalText.fetchKeys(SessionRow.authors(rows));
            for (SessionRow row : rows) {
                if (row.says(wanted, personalText)) {
                    if (found.size() == limit) {
                        return page(found, placeOf.apply(found.getLast()));
                    }
                    found.add(row);
                }
                at = placeOf.apply(row);
            }
            if (rows.size() < atOnce) {
                return page(found, null);
            }
            opened += rows.size();
        }
        return page(found, at);
    }

    private Page<SessionView> page(List<SessionRow> found, @Nullable Place next) {
        return new Page<>(reader.views(found), next == null ? null : next.cursor());
    }

    private static Place placeAmongWatched(SessionRow row) {
        return new Place(row.viewers(), row.id().value());
    }

    private static Place placeInTime(SessionRow row) {
        return new Place(
                Micros.of(Objects.requireNonNull(row.scheduledFor())), row.id().value());
    }

    /** Reads rows in the order of a list, so many after a place, or from its beginning. */
    private interface RowsAfter {
        List<SessionRow> list(@Nullable Place from, int atMost);
    }
}
