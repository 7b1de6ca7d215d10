package live.griot.recording.clip;

import java.util.List;
import java.util.Optional;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What clips there are, by the read model. Thread-safe. */
@Component
public class Clips {
    /** Ids are ULIDs, which begin with 0 to 7: no id is after this. */
    static final String AFTER_EVERY_ID = "Z";

    private static final String SELECT = "SELECT " + ClipRow.COLUMNS + " FROM recording_clip ";

    private final JdbcClient db;

    public Clips(JdbcClient db) {
        this.db = db;
    }

    /** Returns a clip, or empty when there is none of that id. */
    public Optional<ClipRow> find(ClipId id) {
        return db.sql(SELECT + "WHERE id = :id")
                .param("id", id.value())
                .query((row, number) -> ClipRow.of(row))
                .optional();
    }

    /** Returns up to so many of a recording, the latest first, before an id. */
    List<ClipRow> of(RecordingId recording, String before, int limit) {
        return db.sql(SELECT + """
                WHERE recording_id = :recording AND id < :before
                ORDER BY recording_id DESC, id DESC LIMIT :limit
                """)
                .param("recording", recording.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> ClipRow.of(row))
                .list();
    }

    /** Returns up to so many that somebody made, the latest first. */
    List<ClipRow> madeBy(UserId person, int limit) {
        return db.sql(SELECT + "WHERE user_id = :person ORDER BY user_id DESC, id DESC LIMIT :limit")
                .param("person", person.value())
                .param("limit", limit)
                .query((row, number) -> ClipRow.of(row))
                .list();
    }

    /** Returns how many somebody made, and counts no further than that. */
    int countMadeBy(UserId person, int most) {
        return db.sql("SELECT COUNT(*) FROM (SELECT id FROM recording_clip WHERE user_id = :person LIMIT :most) theirs")
                .param("person", person.value())
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
