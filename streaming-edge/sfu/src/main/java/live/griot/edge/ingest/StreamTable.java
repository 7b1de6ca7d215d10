package live.griot.edge.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which of a connection's streams is which publication's: by the SSRC once that is known; before, by what the packet's header
 * extensions say (mid, rid, repaired rid), by the SSRC that was signalled, or by a payload type that only one section has. RFC 9143,
 * section 9.2; RFC 8852. Not thread-safe: owned by the ingest loop.
 */
final class StreamTable {
    /** The most SSRCs remembered that were replaced by others, so that their late packets do not take the place back. */
    static final int MAX_RETIRED = 16;

    private static final long RETIRED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Integer, Stream> streams = new HashMap<>();
    private final Deque<Integer> retired = new ArrayDeque<>();
    private List<Publication> publications = List.of();

    /** One stream: media or retransmissions of an encoding. */
    static final class Stream {
        private final Publication publication;
        private final Encoding encoding;
        private final boolean retransmission;
        private long retiredNanos;
        private boolean isRetired;

        private Stream(Publication publication, Encoding encoding, boolean retransmission) {
            this.publication = publication;
            this.encoding = encoding;
            this.retransmission = retransmission;
        }

        private Stream handedTo(Publication successor, int ssrc) {
            Encoding layer = successor.encodings().get(publication.encodings().indexOf(encoding));
            Stream handed = new Stream(successor, layer, retransmission);
            handed.isRetired = isRetired;
            handed.retiredNanos = retiredNanos;
            if (!isRetired && !retransmission) {
                layer.bind(ssrc);
            }
            return handed;
        }

        Publication publication() {
            return publication;
        }

        Encoding encoding() {
            return encoding;
        }

        boolean isRetransmission() {
            return retransmission;
        }
    }

    /**
     * Makes these the publications that packets can be of; streams of others are forgotten. Where one takes another's place its streams are that one's now: a
     * sender that changes its codec keeps its SSRCs, and has said once which is which.
     */
    void expect(List<Publication> now) {
        publications = List.copyOf(now);
        for (Publication publication : publications) {
            streams.replaceAll((ssrc, stream) ->
                    publication.takesPlaceOf(stream.publication()) ? stream.handedTo(publication, ssrc) : stream);
        }
        streams.values().removeIf(stream -> !publications.contains(stream.publication()));
        retired.removeIf(ssrc -> !streams.containsKey(ssrc));
    }

    /** Returns the stream that a packet is of, or null when it cannot be told; a stream met for the first time is bound. */
    @Nullable
    Stream find(RtpPacket packet, long nowNanos) {
        Stream known = streams.get(packet.ssrc());
        if (known != null && !(known.isRetired && nowNanos - known.retiredNanos >= RETIRED_NANOS)) {
            return known.isRetired ? null : known;
        }
        for (Publication publication : publications) {
            if (isOf(packet, publication)) {
                Encoding encoding = encodingOf(packet, publication);
                return encoding == null ? null : bind(packet, publication, encoding, nowNanos);
            }
        }
        return null;
    }

    private boolean isOf(RtpPacket packet, Publication publication) {
        RtpParameters rtp = publication.rtp();
        if (!speaks(publication, packet.payloadType())) {
            return false;
        }
        int mid = packet.extensionOffset(rtp.extensions().mid());
        if (mid >= 0) {
            return matches(packet, mid, rtp.mid());
        }
        if (packet.ssrc() != -1 && (packet.ssrc() == rtp.ssrc() || packet.ssrc() == rtp.rtxSsrc())) {
            return true;
        }
        return publications.stream()
                .noneMatch(other -> !other.equals(publication) && speaks(other, packet.payloadType()));
    }

    private static boolean speaks(Publication publication, int payloadType) {
        return publication.codecOf(payloadType) != null || publication.repairedBy(payloadType) != null;
    }

    private static @Nullable Encoding encodingOf(RtpPacket packet, Publication publication) {
        List<String> rids = publication.rtp().rids();
        if (rids.isEmpty()) {
            return publication.encodings().get(0);
        }
        ExtensionIds extensions = publication.rtp().extensions();
        boolean repairs = publication.repairedBy(packet.payloadType()) != null;
        int rid = packet.extensionOffset(repairs ? extensions.repairedRid() : extensions.rid());
        for (int layer = 0; rid >= 0 && layer < rids.size(); layer++) {
            if (matches(packet, rid, rids.get(layer))) {
                return publication.encodings().get(layer);
            }
        }
        return null;
    }

    private static boolean matches(RtpPacket packet, int valueOffset, String text) {
        int length = packet.extensionLength(valueOffset);
        return length == text.length()
                && text.equals(new String(packet.array(), valueOffset, length, StandardCharsets.US_ASCII));
    }

    private Stream bind(RtpPacket packet, Publication publication, Encoding encoding, long nowNanos) {
        boolean retransmission = publication.repairedBy(packet.payloadType()) != null;
        streams.forEach((ssrc, stream) -> {
            if (stream.encoding.equals(encoding) && stream.retransmission == retransmission && !stream.isRetired) {
                retire(ssrc, stream, nowNanos);
            }
        });
        if (retired.size() > MAX_RETIRED) {
            streams.remove(retired.removeFirst());
        }
        retired.remove(packet.ssrc());
        Stream fresh = new Stream(publication, encoding, retransmission);
        streams.put(packet.ssrc(), fresh);
        if (!retransmission) {
            encoding.bind(packet.ssrc());
        }
        return fresh;
    }

    private void retire(int ssrc, Stream stream, long nowNanos) {
        stream.isRetired = true;
        stream.retiredNanos = nowNanos;
        retired.addLast(ssrc);
    }

    /** Returns how many streams are remembered. */
    int size() {
        return streams.size();
    }
}
