package live.griot.identity.suspension;

import java.time.Clock;
import live.griot.api.identity.LeaveTaking;
import live.griot.api.identity.SignOuts;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Suspensions for tests in other packages. */
public final class TestSuspensions {
    private TestSuspensions() {}

    public static Suspensions over(JdbcClient db, SignOuts signOuts, LeaveTaking leaveTaking, Clock clock) {
        return new Suspensions(db, signOuts, leaveTaking, clock);
    }
}
