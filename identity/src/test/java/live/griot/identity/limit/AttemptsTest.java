package live.griot.identity.limit;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static live.griot.identity.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = TestAttempts.limited(2);

    @Test
    void one_address_does_not_use_up_anothers_attempts() {
        attempts.countAddress("192.0.2.1");
        attempts.countAddress("192.0.2.1");

        assertRefused(RATE_LIMITED, () -> attempts.countAddress("192.0.2.1"));
        assertThatCode(() -> attempts.countAddress("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void all_addresses_of_one_ipv6_network_count_as_one() {
        attempts.countAddress("2001:db8::1");
        attempts.countAddress("2001:db8:0:0:ffff::2");

        assertRefused(RATE_LIMITED, () -> attempts.countAddress("2001:db8::3"));
        assertThatCode(() -> attempts.countAddress("2001:db8:0:1::1")).doesNotThrowAnyException();
    }
}
