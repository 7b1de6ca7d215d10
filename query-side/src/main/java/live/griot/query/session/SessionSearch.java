package live.griot.query.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import live.griot.api.Page;
import live.griot.api.id.SessionId;
import live.griot.api.identity.PersonalText;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionView;
import live.griot.query.table.Micros;
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

    private final JdbcClient db;
    private final SessionReader reader;
    private final PersonalText personalText;

    SessionSearch(JdbcClient db, SessionReader reader, PersonalText personalText) {
        this.db = db;
        this.reader = reader;
        this.personalText = personalText;
    }

    /** Returns public sessions in a state that hold the words, the most watched first, up to {@code limit} after the cursor. */
    Found publicOnes(SessionState state, String words, @Nullable Place after, int limit) {
        return search(words, after, limit, row -> new Place(row.viewers(), row.id()), (from, atMost) -> db.sql(
                        "SELECT " + SessionRow.COLUMNS + """
                         FROM session_view WHERE visibility = 'PUBLIC' AND state = :state
                         AND (viewer_count < :viewers OR (viewer_count = :viewers AND id < :id))
                         ORDER BY viewer_count DESC, id DESC LIMIT :limit
                        """)
                .param("state", state.name())
                .param("viewers", from == null ? Integer.MAX_VALUE : from.rank())
                .param("id", from == null ? "" : from.id().value())
                .param("limit", atMost)
                .query(SessionRow::read)
                .list());
    }

    /** Returns sessions that run, private ones too, the most watched first, up to {@code limit} after the cursor. */
    Found running(@Nullable Place after, int limit) {
        return search("", after, limit, row -> new Place(row.viewers(), row.id()), (from, atMost) -> db.sql(
                        "SELECT " + SessionRow.COLUMNS + """
                         FROM session_view WHERE state IN ('STARTING', 'LIVE', 'ENDING')
                         AND (viewer_count < :viewers OR (viewer_count = :viewers AND id < :id))
                         ORDER BY viewer_count DESC, id DESC LIMIT :limit
                        """)
                .param("viewers", from == null ? Integer.MAX_VALUE : from.rank())
                .param("id", from == null ? "" : from.id().value())
                .param("limit", atMost)
                .query(SessionRow::read)
                .list());
    }

    /**
     * Returns public sessions that are to come and hold the words, the soonest first, up to {@code limit} after the cursor; one that nobody
     * started is there until {@code after}.
     */
    Found comingUp(String words, Instant after, @Nullable Place cursor, int limit) {
        return search(words, cursor, limit, SessionSearch::placeInTime, (from, atMost) -> db.sql(
                        "SELECT " + SessionRow.COLUMNS + """
                         FROM session_view WHERE visibility = 'PUBLIC' AND state = 'PENDING' AND scheduled_for > :after
                         AND (scheduled_for > :time OR (scheduled_for = :time AND id > :id))
                         ORDER BY scheduled_for, id LIMIT :limit
                        """)
                .param("after", Micros.of(after))
                .param("time", from == null ? Long.MIN_VALUE : from.rank())
                .param("id", from == null ? "" : from.id().value())
                .param("limit", atMost)
                .query(SessionRow::read)
                .list());
    }

    /**
     * Looks for words in titles and descriptions, which no database can: they are sealed. A page may come short, with a place to go on
     * from, when {@link #OPENED_AT_MOST} were looked through.
     */
    private Found search(
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
                        return new Found(reader.views(found), placeOf.apply(found.getLast()));
                    }
                    found.add(row);
                }
                at = placeOf.apply(row);
            }
            if (rows.size() < atOnce) {
                return new Found(reader.views(found), null);
            }
            opened += rows.size();
        }
        return new Found(reader.views(found), at);
    }

    private static Place placeInTime(SessionRow row) {
        return new Place(Micros.of(Objects.requireNonNull(row.scheduledFor())), row.id());
    }

    /** Reads rows in the order of a list, so many after a place, or from its beginning. */
    private interface RowsAfter {
        List<SessionRow> list(@Nullable Place from, int atMost);
    }

    /** A page of what was found, and the place after which to go on, null at the end. */
    record Found(List<SessionView> items, @Nullable Place next) {
        Page<SessionView> page() {
            return new Page<>(items, next == null ? null : next.rank() + "-" + next.id());
        }
    }

    /** Where a page of sessions ended: at that many viewers, or at that time, in microseconds. */
    record Place(long rank, SessionId id) {
        /** Reads a cursor; throws {@code Refused(MALFORMED_REQUEST)} where it is none. */
        static Place of(String cursor) {
            int dash = cursor.indexOf('-');
            try {
                return new Place(
                        Long.parseLong(cursor.substring(0, Math.max(dash, 0))),
                        new SessionId(cursor.substring(dash + 1)));
            } catch (IllegalArgumentException notACursor) {
                throw new Refused(RefusalCode.MALFORMED_REQUEST, "This is not a cursor of this list");
            }
        }
    }
}
