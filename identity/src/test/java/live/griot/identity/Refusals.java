package live.griot.identity;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The vocabulary of refusals in tests. */
public final class Refusals {
    private Refusals() {}

    public static Refused assertRefused(RefusalCode code, ThrowingCallable attempt) {
        Refused[] caught = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt)
                .satisfies(refused -> caught[0] = refused)
                .returns(code, Refused::code);
        return caught[0];
    }
}
