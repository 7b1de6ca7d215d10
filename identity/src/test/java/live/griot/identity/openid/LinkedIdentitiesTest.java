package live.griot.identity.openid;

import static live.griot.api.refusal.RefusalCode.LAST_WAY_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import live.griot.identity.account.TestAccounts;
import live.griot.identity.personaltext.TestPersonalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which providers somebody may unlink: never what alone signs them in. */
class LinkedIdentitiesTest {
    @TempDir
    Path directory;

    @Test
    void the_last_way_in_stays_and_a_password_a_passkey_or_another_provider_is_one() {
        TestDatabase database = new TestDatabase();
        MovableClock clock = new MovableClock();
        TestAccounts people = new TestAccounts(database, directory, clock);
        LinkedIdentities identities = new LinkedIdentities(
                database.client(),
                database.transactions(),
                people.waysIn,
                TestPersonalText.wrappingKeys(directory),
                clock);
        UserId awa = people.accounts.create("awa", "Awa", null).id();
        identities.link(identities.hash("https://school.example", "1"), awa, "school");
        assertThat(catchThrowableOfType(Refused.class, () -> identities.unlink(awa, "school"))
                        .code())
                .isEqualTo(LAST_WAY_IN);

        identities.link(identities.hash("https://work.example", "1"), awa, "work");
        identities.unlink(awa, "work");
        database.client().sql("""
                        INSERT INTO passkey (id, credential_hash, account_id, sealed, sign_count, challenged_at, created_at)
                        VALUES ('01PASSKEY', 'hash', :person, '', 0, 0, 0)""").param("person", awa.value()).update();
        identities.unlink(awa, "school");
        database.client().sql("DELETE FROM passkey").update();
        people.accounts.changePassword(awa, "{argon2}hash");
        identities.link(identities.hash("https://school.example", "1"), awa, "school");
        identities.unlink(awa, "school");

        assertThat(identities.providers(awa)).isEmpty();
    }
}
