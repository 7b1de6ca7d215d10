package live.griot.edge.sfu;

import java.time.Duration;
import java.util.List;

/**
 * How the streams of one kind fare: gauges of the last second or so, and counters since the edge started.
 *
 * @param streams how many flow, by layer: {@link #LAYERS} numbers, that of the smallest picture first; sound is in the first
 * @param bitrateBps of all of them: whole packets of what is received, payloads of what is sent, retransmissions and probes not counted
 * @param lossShare which of their packets were lost on the way, 0 to 1, as receiver reports of the last second tell it
 * @param jitter of arrival, the average of those of which it is known, zero where of none (RFC 3550, section 6.4.1); of pictures it is
 *     never small, for they come in bursts
 * @param roundTrip the average of those of which it is known, zero where of none
 * @param nacks packets that who receives them said are missing, each time it was said
 * @param keyFrameRequests key frames that who receives them asked for
 */
public record StreamStatistics(
        StreamKind kind,
        List<Integer> streams,
        long bitrateBps,
        double lossShare,
        Duration jitter,
        Duration roundTrip,
        long nacks,
        long keyFrameRequests) {
    /** How many layers are told apart; as many as a simulcast has encodings. */
    public static final int LAYERS = RtpParameters.MAX_ENCODINGS;

    /** Copies the list. */
    public StreamStatistics {
        streams = List.copyOf(streams);
    }
}
