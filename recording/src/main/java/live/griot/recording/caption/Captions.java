package live.griot.recording.caption;

import java.util.List;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code recording_caption}, sealed under the key of who recorded it. It is no event's: it is changed and goes. Thread-safe. */
@Component
class Captions {
    private final JdbcClient db;

    Captions(JdbcClient db) {
        this.db = db;
    }

    /** What is kept: whose words, and how they are sealed. */
    record Sealed(UserId author, String text) {}

    /** Returns in which languages a recording has captions, in their order. */
    List<String> languages(RecordingId recording) {
        return db.sql("SELECT lang FROM recording_caption WHERE recording_id = :id ORDER BY recording_id, lang")
                .param("id", recording.value())
                .query((row, number) -> row.getString("lang"))
                .list();
    }

    /** Returns those of a language. */
    Optional<Sealed> find(RecordingId recording, String language) {
        return db.sql("SELECT author_id, sealed_text FROM recording_caption WHERE recording_id = :id AND lang = :lang")
                .param("id", recording.value())
                .param("lang", language)
                .query((row, number) -> new Sealed(new UserId(row.getString(1)), row.getString(2)))
                .optional();
    }

    /** Keeps those of a language, in place of those before; not where the recording is deleted meanwhile. */
    void keep(RecordingId recording, String language, Sealed captions) {
        if (!replaced(recording, language, captions)) {
            try {
                db.sql("""
                        INSERT INTO recording_caption (recording_id, lang, author_id, sealed_text)
                        SELECT id, :lang, :author, :text FROM recording WHERE id = :id AND state <> 'DELETED'
                        """)
                        .param("id", recording.value())
                        .param("lang", language)
                        .param("author", captions.author().value())
                        .param("text", captions.text())
                        .update();
            } catch (DuplicateKeyException another) {
                // Given twice at the same moment.
                replaced(recording, language, captions);
            }
        }
    }

    private boolean replaced(RecordingId recording, String language, Sealed captions) {
        return db.sql("""
                        UPDATE recording_caption SET author_id = :author, sealed_text = :text
                        WHERE recording_id = :id AND lang = :lang
                        """)
                        .param("id", recording.value())
                        .param("lang", language)
                        .param("author", captions.author().value())
                        .param("text", captions.text())
                        .update()
                > 0;
    }

    /** Forgets those of a language; returns whether there were any. */
    boolean forget(RecordingId recording, String language) {
        return db.sql("DELETE FROM recording_caption WHERE recording_id = :id AND lang = :lang")
                        .param("id", recording.value())
                        .param("lang", language)
                        .update()
                > 0;
    }

    /** Forgets all of a recording. */
    void forget(RecordingId recording) {
        db.sql("DELETE FROM recording_caption WHERE recording_id = :id")
                .param("id", recording.value())
                .update();
    }
}
