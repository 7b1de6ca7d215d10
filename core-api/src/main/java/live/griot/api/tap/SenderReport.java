package live.griot.api.tap;

/**
 * A publisher's word on what time a stream's timestamp stands for (RFC 3550, section 6.4.1).
 *
 * @param ntpTime by the publisher's wall clock, seconds since 1900 in the upper 32 bits; 0 where it has none
 * @param timestamp of the stream at that time
 * @param arrivalNanos when it came, by the monotonic clock
 */
public record SenderReport(StreamId stream, long ntpTime, int timestamp, long arrivalNanos) {}
