package live.griot.identity.personaltext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Personal keys and text for tests in other packages. */
public final class TestPersonalText {
    public final WrappingKeys wrapping;
    public final PersonalKeys keys;
    public final PersonalText text;

    /** As with the embedded database: each person has a wrapping key of their own. */
    public TestPersonalText(JdbcClient db, Path directory) {
        this(db, directory, "jdbc:h2:file:");
    }

    public TestPersonalText(JdbcClient db, Path directory, String databaseUrl) {
        wrapping = new WrappingKeys(new DataDirectory(directory), databaseUrl);
        keys = new PersonalKeys(db, wrapping);
        text = new SealedPersonalText(keys);
    }

    /** Does the second step of a destruction alone. */
    public void overwrite(UserId user) {
        keys.overwrite(user);
    }

    public void close() {
        try {
            wrapping.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
