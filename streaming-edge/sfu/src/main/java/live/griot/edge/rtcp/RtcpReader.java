package live.griot.edge.rtcp;

import live.griot.edge.rtp.Bytes;

/**
 * Reads a compound RTCP packet piece by piece and tells a listener what it understands. What it does not know is passed over; a
 * malformed piece ends the reading. RFC 3550, section 6; feedback RFC 4585 and RFC 5104, extended reports RFC 3611.
 */
public final class RtcpReader {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BYE = 203;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int EXTENDED_REPORT = 207;
    private static final int DELAY_SINCE_REFERENCE = 5;
    private static final int GENERIC_NACK = 1;
    private static final int TRANSPORT_WIDE = 15;
    private static final int PLI = 1;
    private static final int FIR = 4;

    private RtcpReader() {}

    /** Is told what an RTCP packet says. Every method does nothing unless overridden. */
    public interface Listener {
        /** A sender report: the sender's clock as a 64-bit NTP time, and its stream's timestamp at that moment. */
        default void onSenderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {}

        /** One block of a report: how a stream that we send arrives. {@code fractionLost} is in 256ths. */
        default void onReportBlock(
                int reporter, int ssrc, int fractionLost, int jitter, int lastSenderReport, int delaySinceLast) {}

        /** A packet of a stream that we send is missing. */
        default void onNack(int mediaSsrc, int sequenceNumber) {}

        /** A picture was lost; a key frame is wanted (RFC 4585, section 6.3.1). */
        default void onPictureLoss(int mediaSsrc) {}

        /** A key frame is demanded (RFC 5104, section 4.3.1). */
        default void onFullIntraRequest(int mediaSsrc) {}

        /** Transport-wide congestion feedback, as the bytes after the media SSRC. */
        default void onTransportFeedback(byte[] bytes, int offset, int length) {}

        /**
         * How long the peer held a reference time that it was told: {@code reporter} told it, the middle 32 bits of it, and the delay in
         * 65,536ths of a second (RFC 3611, section 4.5).
         */
        default void onDelaySinceReference(int reporter, int lastReference, int delaySinceLast) {}

        /** A source leaves. */
        default void onBye(int ssrc) {}
    }

    /** Reads a compound packet; returns false when a piece is malformed, after having told what came before it. */
    public static boolean read(byte[] bytes, int offset, int length, Listener listener) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (at + 4 > end || (bytes[at] & 0xC0) != 0x80) {
                return false;
            }
            int size = 4 + 4 * Bytes.u16(bytes, at + 2);
            if (at + size > end || !readOne(bytes, at, size, listener)) {
                return false;
            }
            at += size;
        }
        return length > 0;
    }

    private static boolean readOne(byte[] bytes, int at, int size, Listener listener) {
        int count = bytes[at] & 0x1F;
        return switch (bytes[at + 1] & 0xFF) {
            case SENDER_REPORT -> readSenderReport(bytes, at, size, count, listener);
            case RECEIVER_REPORT -> size >= 8 && readBlocks(bytes, at, at + 8, at + size, count, listener);
            case BYE -> readBye(bytes, at, size, count, listener);
            case TRANSPORT_FEEDBACK -> readTransportFeedback(bytes, at, size, count, listener);
            case PAYLOAD_FEEDBACK -> readPayloadFeedback(bytes, at, size, count, listener);
            case EXTENDED_REPORT -> size >= 8 && readExtended(bytes, at + 8, at + size, listener);
            default -> true;
        };
    }

    private static boolean readSenderReport(byte[] bytes, int at, int size, int count, Listener listener) {
        if (size < 28) {
            return false;
        }
        listener.onSenderReport(
                Bytes.i32(bytes, at + 4),
                Bytes.i64(bytes, at + 8),
                Bytes.i32(bytes, at + 16),
                Integer.toUnsignedLong(Bytes.i32(bytes, at + 20)),
                Integer.toUnsignedLong(Bytes.i32(bytes, at + 24)));
        return readBlocks(bytes, at, at + 28, at + size, count, listener);
    }

    private static boolean readBlocks(byte[] bytes, int report, int first, int end, int count, Listener listener) {
        if (first + 24 * count > end) {
            return false;
        }
        int reporter = Bytes.i32(bytes, report + 4);
        for (int block = first; block < first + 24 * count; block += 24) {
            listener.onReportBlock(
                    reporter,
                    Bytes.i32(bytes, block),
                    bytes[block + 4] & 0xFF,
                    Bytes.i32(bytes, block + 12),
                    Bytes.i32(bytes, block + 16),
                    Bytes.i32(bytes, block + 20));
        }
        return true;
    }

    private static boolean readBye(byte[] bytes, int at, int size, int count, Listener listener) {
        if (size < 4 + 4 * count) {
            return false;
        }
        for (int source = 0; source < count; source++) {
            listener.onBye(Bytes.i32(bytes, at + 4 + 4 * source));
        }
        return true;
    }

    private static boolean readTransportFeedback(byte[] bytes, int at, int size, int format, Listener listener) {
        if (size < 12) {
            return false;
        }
        if (format == GENERIC_NACK) {
            int ssrc = Bytes.i32(bytes, at + 8);
            for (int item = at + 12; item + 4 <= at + size; item += 4) {
                readNack(ssrc, Bytes.u16(bytes, item), Bytes.u16(bytes, item + 2), listener);
            }
        } else if (format == TRANSPORT_WIDE) {
            listener.onTransportFeedback(bytes, at + 12, size - 12);
        }
        return true;
    }

    private static boolean readExtended(byte[] bytes, int first, int end, Listener listener) {
        int block = first;
        while (block < end) {
            int size = 4 + 4 * Bytes.u16(bytes, block + 2);
            if (block + size > end) {
                return false;
            }
            if (bytes[block] == DELAY_SINCE_REFERENCE) {
                for (int item = block + 4; item + 12 <= block + size; item += 12) {
                    listener.onDelaySinceReference(
                            Bytes.i32(bytes, item), Bytes.i32(bytes, item + 4), Bytes.i32(bytes, item + 8));
                }
            }
            block += size;
        }
        return true;
    }

    private static void readNack(int ssrc, int first, int following, Listener listener) {
        listener.onNack(ssrc, first);
        for (int bit = 0; bit < 16; bit++) {
            if ((following & 1 << bit) != 0) {
                listener.onNack(ssrc, first + 1 + bit & 0xFFFF);
            }
        }
    }

    private static boolean readPayloadFeedback(byte[] bytes, int at, int size, int format, Listener listener) {
        if (size < 12) {
            return false;
        }
        if (format == PLI) {
            listener.onPictureLoss(Bytes.i32(bytes, at + 8));
        } else if (format == FIR) {
            for (int item = at + 12; item + 8 <= at + size; item += 8) {
                listener.onFullIntraRequest(Bytes.i32(bytes, item));
            }
        }
        return true;
    }
}
