package live.griot.identity.account;

import java.nio.file.Path;
import java.time.Clock;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.identity.TestDatabase;
import live.griot.identity.personaltext.TestPersonalText;

/** Accounts over a test database, put together by hand as the application would. */
public final class TestAccounts {
    public final Accounts accounts;
    public final StoredPeople people;
    public final PersonalText personalText;

    public TestAccounts(TestDatabase database, Path directory, Clock clock) {
        TestPersonalText text = new TestPersonalText(database.client(), directory);
        people = new StoredPeople(database.client());
        accounts = new Accounts(database.client(), database.transactions(), text.keys, people, clock);
        personalText = text.text;
    }

    public void erase(UserId user) {
        accounts.erase(user);
    }
}
