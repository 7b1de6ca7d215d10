package live.griot.edge.signaling.sdp;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One media section as it was parsed (RFC 8866, section 5.14). {@code index} counts from 0; {@code port} is 0 to 65535; {@code mid} is empty where the section
 * names none; {@code codecs} holds what {@code rtpmap} names, in the order of preference of the {@code m=} line.
 */
public record MediaSection(
        int index,
        String media,
        int port,
        String protocol,
        List<String> formats,
        String mid,
        List<RtpCodec> codecs,
        SdpAttributes attributes) {
    public MediaSection {
        formats = List.copyOf(formats);
        codecs = List.copyOf(codecs);
    }

    /** Returns whether the peer itself refused or stopped the section. A port of zero with bundle-only is none (RFC 9143, 6). */
    public boolean isRefused() {
        return port == 0 && !attributes.has("bundle-only");
    }

    /** Returns whether the peer would send; a section without a direction is sendrecv (RFC 8866, section 6.7). */
    public boolean sends() {
        return !attributes.has("recvonly") && !attributes.has("inactive");
    }

    /** Returns whether the peer would receive. */
    public boolean receives() {
        return !attributes.has("sendonly") && !attributes.has("inactive");
    }

    /** Returns the identifier the peer gave a header extension (RFC 8285), 1 to 255, or -1 for none. */
    public int extensionId(String uri) {
        return attributes
                .values("extmap")
                .map(value -> value.split("[ ]+"))
                .filter(parts -> parts.length >= 2 && parts[1].equals(uri))
                .mapToInt(parts -> Numbers.between(parts[0].split("/")[0], 1, 255))
                .filter(id -> id > 0)
                .findFirst()
                .orElse(-1);
    }

    /** Returns whether the peer offers the feedback for that payload type, or for all (RFC 4585, section 4.2). */
    public boolean hasFeedback(int payloadType, String feedback) {
        return attributes
                .values("rtcp-fb")
                .anyMatch(value -> value.equals(payloadType + " " + feedback) || value.equals("* " + feedback));
    }

    /** Returns the payload type that retransmits another (RFC 4588, section 8), or -1 for none. */
    public int retransmissionOf(int payloadType) {
        return codecs.stream()
                .filter(codec -> codec.isNamed("rtx"))
                .filter(codec -> codec.parameter("apt").equals(Integer.toString(payloadType)))
                .mapToInt(RtpCodec::payloadType)
                .findFirst()
                .orElse(-1);
    }

    /** Returns the SSRC of the first stream and of its retransmissions as unsigned values, the second only when grouped. */
    public Stream<Integer> streams() {
        List<Integer> pair = attributes
                .values("ssrc-group")
                .filter(group -> group.startsWith("FID "))
                .findFirst()
                .map(group -> Stream.of(group.split(" "))
                        .skip(1)
                        .flatMapToInt(ssrc -> Numbers.ssrc(ssrc).stream())
                        .boxed()
                        .toList())
                .orElse(List.of());
        if (pair.size() == 2) {
            return pair.stream();
        }
        OptionalInt first = attributes
                .values("ssrc")
                .flatMapToInt(value -> Numbers.ssrc(value.split(" ")[0]).stream())
                .findFirst();
        return first.stream().boxed();
    }
}
