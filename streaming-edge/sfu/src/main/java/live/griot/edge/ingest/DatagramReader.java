package live.griot.edge.ingest;

import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.DropReason;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.telemetry.EdgeCounters;
import org.jspecify.annotations.Nullable;

/**
 * The first steps of a packet: it tells datagrams apart (RFC 7983), answers connectivity checks, gives handshakes their records, and opens
 * what is sealed. What is not understood is dropped and counted. Not thread-safe: owned by the ingest loop.
 */
final class DatagramReader {
    private final TransportTable transports;
    private final DatagramSender sender;
    private final EdgeCounters counters;
    private final RtpPacket packet = new RtpPacket();
    private @Nullable Transport current;

    /** Reads for those transports; answers leave by that sender. */
    DatagramReader(TransportTable transports, DatagramSender sender, EdgeCounters counters) {
        this.transports = transports;
        this.sender = sender;
        this.counters = counters;
    }

    /** Returns whose the datagram is that was read last, or is being read, as far as that is known. */
    @Nullable
    Transport current() {
        return current;
    }

    /** Takes in a datagram and owns it from now on, whatever path it came by. */
    void read(byte[] bytes, NetworkPath from, long nowNanos) {
        current = null;
        int first = bytes.length == 0 ? -1 : bytes[0] & 0xFF;
        if (first >= 0 && first <= 3) {
            onStun(bytes, from, nowNanos);
        } else if (first >= 0) {
            onTransport(bytes, first, from, nowNanos);
        } else {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    private void onStun(byte[] bytes, NetworkPath from, long nowNanos) {
        if (isResponse(bytes)) {
            // To a check that we sent to have a path nominated soon; whether it arrived is of no interest.
            return;
        }
        byte[] answer = transports.onCheck(bytes, from, nowNanos);
        if (answer == null) {
            counters.dropped(DropReason.INVALID_STUN);
        } else {
            from.verified(nowNanos);
            sender.send(from, answer, answer.length);
            byte[] check = transports.takeTriggeredCheck();
            if (check != null) {
                sender.send(from, check, check.length);
            }
        }
    }

    private static boolean isResponse(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 1 && (bytes[1] == 1 || bytes[1] == 0x11);
    }

    private void onTransport(byte[] bytes, int first, NetworkPath from, long nowNanos) {
        VerifiedPath path = transports.at(from);
        if (path == null) {
            counters.dropped(DropReason.UNKNOWN_ADDRESS);
            return;
        }
        current = path.transport();
        if (first >= 20 && first <= 63) {
            transports.onSpeech(path, nowNanos);
            if (!path.transport().onDtls(bytes)) {
                counters.dropped(DropReason.DTLS_OVERFLOW);
            }
        } else if (first >= 128 && first <= 191) {
            onMedia(path, bytes, nowNanos);
        } else {
            counters.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    private void onMedia(VerifiedPath path, byte[] bytes, long nowNanos) {
        Transport transport = path.transport();
        SrtpReceiver receiver = transport.receiver();
        boolean rtcp = isRtcp(bytes);
        if (receiver == null) {
            counters.dropped(DropReason.NO_KEYS);
        } else if (!rtcp && !packet.wrapSealed(bytes, 0, bytes.length)) {
            counters.dropped(DropReason.MALFORMED_RTP);
        } else {
            int length = rtcp ? receiver.openRtcp(bytes, 0, bytes.length) : receiver.open(packet);
            if (length < 0) {
                counters.dropped(DropReason.NOT_AUTHENTIC);
                return;
            }
            transports.onSpeech(path, nowNanos);
            if (rtcp) {
                transport.onRtcp(bytes, length, nowNanos);
            } else {
                transport.onRtp(bytes, length, nowNanos);
            }
        }
    }

    /** RFC 5761, section 4. */
    private static boolean isRtcp(byte[] bytes) {
        return bytes.length > 1 && (bytes[1] & 0xFF) >= 192 && (bytes[1] & 0xFF) <= 223;
    }
}
