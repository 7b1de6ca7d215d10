package live.griot.identity.personaltext;

import java.nio.file.Path;
import live.griot.api.identity.PersonalText;
import live.griot.identity.datadir.DataDirectory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Personal keys and text for tests in other packages. */
public final class TestPersonalText {
    public final PersonalKeys keys;
    public final PersonalText text;

    public TestPersonalText(JdbcClient db, Path directory) {
        keys = new PersonalKeys(db, new DataDirectory(directory));
        text = new SealedPersonalText(keys);
    }
}
