package live.griot.chat.message;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, for tests. */
final class Refusals {
    private Refusals() {}

    /** Holds that an attempt is refused for that reason, and returns the refusal. */
    static Refused assertRefused(RefusalCode code, ThrowingCallable attempt) {
        Refused[] caught = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(attempt)
                .satisfies(refused -> caught[0] = refused)
                .returns(code, Refused::code);
        return caught[0];
    }
}
