package live.griot.identity.avatar;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Base64;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pictures of people, kept in the table {@code avatar}, each sealed under the key of whom it shows. Thread-safe. */
@Component
public class Avatars {
    private final JdbcClient db;
    private final PersonalText personalText;

    Avatars(JdbcClient db, PersonalText personalText) {
        this.db = db;
        this.personalText = personalText;
    }

    /** Stores a person's picture in the place of the one before, in the caller's transaction; returns its version. */
    public String store(UserId person, byte[] picture) {
        String version = UlidCreator.getMonotonicUlid().toString();
        remove(person);
        db.sql("INSERT INTO avatar (account_id, version, sealed) VALUES (:id, :version, :sealed)")
                .param("id", person.value())
                .param("version", version)
                .param("sealed", personalText.seal(person, Base64.getEncoder().encodeToString(picture)))
                .update();
        return version;
    }

    /** Removes a person's picture, in the caller's transaction; nothing happens where there is none. */
    public void remove(UserId person) {
        db.sql("DELETE FROM avatar WHERE account_id = :id")
                .param("id", person.value())
                .update();
    }

    /** Returns a picture, or empty when it is not the person's any more. */
    public Optional<byte[]> find(UserId person, String version) {
        return db.sql("SELECT sealed FROM avatar WHERE account_id = :id AND version = :version")
                .param("id", person.value())
                .param("version", version)
                .query(String.class)
                .optional()
                .flatMap(stored -> personalText.open(person, stored))
                .map(Base64.getDecoder()::decode);
    }
}
