package live.griot.query.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionText;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Visibility;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;

/** A row of {@code session_view}, its words still sealed. */
record SessionRow(
        SessionId id,
        UserId host,
        SessionText title,
        SessionText description,
        SessionType type,
        Visibility visibility,
        SessionState state,
        int seats,
        int seatsTaken,
        int viewers,
        int peakViewers,
        boolean hostPresent,
        @Nullable Instant scheduledFor,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long previewAt) {
    static final String COLUMNS = """
            id, host_id, title_by, title_text, title_sealed, description_by, description_text, description_sealed,
            type, visibility, state, max_participants, participant_count, viewer_count, peak_viewer_count, host_present, scheduled_for, created_at, started_at, ended_at,
            (SELECT taken_at FROM session_preview WHERE session_id = id) AS preview_at
            """;

    /** Reads a row of {@link #COLUMNS}. */
    static SessionRow read(ResultSet rs, int number) throws SQLException {
        return new SessionRow(
                new SessionId(rs.getString("id")),
                new UserId(rs.getString("host_id")),
                text(rs, "title"),
                text(rs, "description"),
                SessionType.valueOf(rs.getString("type")),
                Visibility.valueOf(rs.getString("visibility")),
                SessionState.valueOf(rs.getString("state")),
                rs.getInt("max_participants"),
                rs.getInt("participant_count"),
                rs.getInt("viewer_count"),
                rs.getInt("peak_viewer_count"),
                rs.getBoolean("host_present"),
                Micros.toInstantOrNull(rs.getObject("scheduled_for", Long.class)),
                Micros.toInstant(rs.getLong("created_at")),
                Micros.toInstantOrNull(rs.getObject("started_at", Long.class)),
                Micros.toInstantOrNull(rs.getObject("ended_at", Long.class)),
                rs.getObject("preview_at", Long.class));
    }

    private static SessionText text(ResultSet rs, String column) throws SQLException {
        return new SessionText(
                new UserId(rs.getString(column + "_by")),
                rs.getString(column + "_text"),
                rs.getBoolean(column + "_sealed"));
    }

    /** Returns whose keys open these rows. */
    static List<UserId> authors(List<SessionRow> rows) {
        return rows.stream()
                .flatMap(row -> Stream.of(row.title.by(), row.description.by()))
                .toList();
    }

    /** Another address for another picture, so that a browser may keep each. */
    private @Nullable String previewUrl() {
        return previewAt == null || state != SessionState.LIVE
                ? null
                : "/api/sessions/%s/preview?v=%s".formatted(id, Long.toString(previewAt, Character.MAX_RADIX));
    }

    SessionFacts facts() {
        return new SessionFacts(id, host, type, visibility, state, createdAt, startedAt, endedAt);
    }

    boolean says(String wanted, PersonalText personalText) {
        return wanted.isEmpty()
                || title.open(personalText).toLowerCase(Locale.ROOT).contains(wanted)
                || description.open(personalText).toLowerCase(Locale.ROOT).contains(wanted);
    }

    SessionView view(
            Map<UserId, Person> named,
            List<UserId> guests,
            @Nullable RecordingId recording,
            boolean recorded,
            PersonalText personalText) {
        return new SessionView(
                id,
                title.open(personalText),
                description.open(personalText),
                type,
                visibility,
                state,
                Objects.requireNonNull(named.get(host)),
                seats,
                state.isOver() ? 0 : seatsTaken,
                viewers,
                peakViewers,
                scheduledFor,
                createdAt,
                startedAt,
                endedAt,
                previewUrl(),
                recording == null ? null : "/recordings/" + recording,
                hostPresent,
                recorded,
                guests.stream()
                        .map(guest -> Objects.requireNonNull(named.get(guest)))
                        .toList());
    }
}
