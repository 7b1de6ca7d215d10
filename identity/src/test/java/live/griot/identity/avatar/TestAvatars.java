package live.griot.identity.avatar;

import live.griot.api.identity.PersonalText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pictures for tests in other packages. */
public final class TestAvatars {
    public final Avatars avatars;

    public TestAvatars(JdbcClient db, PersonalText personalText) {
        avatars = new Avatars(db, personalText);
    }
}
