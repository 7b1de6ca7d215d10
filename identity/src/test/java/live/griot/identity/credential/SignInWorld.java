package live.griot.identity.credential;

import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Bearer;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.rights.EndedRights;
import live.griot.identity.TestDatabase;
import live.griot.identity.account.TestAccounts;
import live.griot.identity.admin.TestAdminHandles;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.TestAudit;
import live.griot.identity.datadir.DataDirectory;
import live.griot.identity.limit.TestAttempts;
import live.griot.identity.personaltext.TestPersonalText;
import live.griot.identity.personaltext.WrappingKeys;
import live.griot.identity.suspension.Suspensions;
import live.griot.identity.suspension.TestSuspensions;
import live.griot.identity.token.SignedAccessTokens;
import live.griot.identity.token.TestKeys;
import org.jspecify.annotations.Nullable;

/** Sign-ins over the real tables and tokens, put together by hand as the application would. */
public final class SignInWorld {
    public final TestAccounts people;
    final SignedAccessTokens tokens;
    final EndedRights ended;
    final List<Object> log = new ArrayList<>();
    final SignInEnding ending;
    final SignIns signIns;
    public final Suspensions suspensions;
    public final Audit audit;
    final List<UserId> left = new ArrayList<>();
    final Passwords passwords = new Passwords();
    final InvitationCodes invitations;
    final AdminCodes adminCodes;
    final Registrations registrations;
    public final SignInOpening opening;
    final AuthController auth;
    final DeviceController devices;

    public SignInWorld(TestDatabase database, Path directory, Clock clock) {
        this(database, directory, clock, RegistrationProperties.Mode.OPEN);
    }

    SignInWorld(TestDatabase database, Path directory, Clock clock, RegistrationProperties.Mode mode) {
        people = new TestAccounts(database, directory, clock);
        ended = new EndedRights(clock, TestKeys.USUAL.endsRemembered());
        tokens = TestKeys.accessTokens(TestKeys.in(directory), clock);
        ending = new SignInEnding(database.client(), database.transactions(), log::add, ended, TestKeys.USUAL, clock);
        CredentialProperties limits = new CredentialProperties(Duration.ofDays(30), Duration.ofSeconds(10), 3);
        WrappingKeys keys = TestPersonalText.wrappingKeys(directory);
        signIns = new SignIns(database.client(), limits, keys, ending, clock);
        audit = TestAudit.over(database.client(), clock);
        suspensions = TestSuspensions.over(database, audit, ending, left::add, clock);
        KnownDevices known = new KnownDevices(keys);
        invitations = new InvitationCodes(database.client(), clock);
        adminCodes = new AdminCodes(TestAdminHandles.of("root_1"), people.accounts, keys, new DataDirectory(directory));
        registrations = new Registrations(
                new RegistrationProperties(mode), invitations, adminCodes, people.accounts, database.transactions());
        opening = new SignInOpening(signIns, ending, suspensions, tokens, known, audit, limits);
        auth = new AuthController(
                registrations,
                people.accounts,
                passwords,
                signIns,
                ending,
                opening,
                TestAttempts.limited(50),
                TestAttempts.wrongPasswords(5, clock),
                known,
                audit);
        devices = new DeviceController(signIns, ending);
    }

    /** Returns who calls with that access token. */
    public Principal caller(String accessToken) {
        Bearer bearer = tokens.verify(accessToken);
        return new SignedInCaller() {
            @Override
            public SignInId signIn() {
                return bearer.signIn();
            }

            @Override
            public @Nullable SessionId only() {
                return null;
            }

            @Override
            public String getName() {
                return bearer.person().value();
            }
        };
    }
}
