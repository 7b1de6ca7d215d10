package live.griot.identity.suspension;

import java.time.Clock;
import live.griot.api.identity.LeaveTaking;
import live.griot.api.identity.SignOuts;
import live.griot.identity.TestDatabase;
import live.griot.identity.audit.Audit;

/** Suspensions for tests in other packages. */
public final class TestSuspensions {
    private TestSuspensions() {}

    public static Suspensions over(
            TestDatabase database, Audit audit, SignOuts signOuts, LeaveTaking leaveTaking, Clock clock) {
        return new Suspensions(database.client(), database.transactions(), audit, signOuts, leaveTaking, clock);
    }
}
