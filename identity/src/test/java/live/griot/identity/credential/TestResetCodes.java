package live.griot.identity.credential;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes for tests in other packages. */
public final class TestResetCodes {
    private TestResetCodes() {}

    public static ResetCodes over(JdbcClient db, Clock clock) {
        return new ResetCodes(db, clock);
    }
}
