package live.griot.identity.account;

import java.nio.file.Path;
import java.time.Clock;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.identity.TestDatabase;
import live.griot.identity.avatar.Avatars;
import live.griot.identity.avatar.TestAvatars;
import live.griot.identity.personaltext.PersonalKeys;
import live.griot.identity.personaltext.TestPersonalText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Accounts over a test database, put together by hand as the application would. */
public final class TestAccounts {
    static final int MOST_INDEXED = 5;

    public final Accounts accounts;
    public final PersonalKeys keys;
    private final TestPersonalText text;
    public final StoredPeople people;
    final Avatars avatars;
    public final PersonalText personalText;
    public final WaysIn waysIn;

    public TestAccounts(TestDatabase database, Path directory, Clock clock) {
        this(database, directory, clock, "jdbc:h2:mem:");
    }

    public TestAccounts(TestDatabase database, Path directory, Clock clock, String databaseUrl) {
        text = new TestPersonalText(database.client(), directory, databaseUrl);
        Profiles profiles = new Profiles(text.text, JsonMapper.builder().build());
        TakenHandles handles = new TakenHandles(database.client(), text.wrapping);
        people = new StoredPeople(database.client(), text.text, profiles);
        avatars = new TestAvatars(database.client(), text.text).avatars;
        accounts = new Accounts(
                database.client(),
                database.transactions(),
                new ClearAccounts(database.client(), database.source(), profiles, handles, clock, databaseUrl),
                text.keys,
                profiles,
                handles,
                new PeopleIndex(database.client(), text.text, profiles, MOST_INDEXED),
                people,
                avatars,
                clock);
        personalText = text.text;
        waysIn = new WaysIn(database.client());
        keys = text.keys;
    }

    void overwriteKeyOf(UserId user) {
        text.overwrite(user);
    }

    void close() {
        text.close();
    }

    /** Leaves an address for somebody, and the language to write in. */
    public void leaveAddress(UserId user, String email, @Nullable String language) {
        var unused = accounts.change(user, new ProfileChange(null, null, null, language, email));
    }

    public void erase(UserId user) {
        accounts.erase(user);
    }
}
