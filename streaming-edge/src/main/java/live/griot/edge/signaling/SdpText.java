package live.griot.edge.signaling;

import java.util.List;

/** A session description while it is written: lines that end in CRLF (RFC 8866, section 5). */
final class SdpText {
    /** The feedback the edge gives and takes; what is not offered is not answered (RFC 4585, section 4.2). */
    private static final List<String> FEEDBACK = List.of("transport-cc", "ccm fir", "nack", "nack pli");

    private final StringBuilder text = new StringBuilder(4_096);

    SdpText line(char type, String value) {
        text.append(type).append('=').append(value).append("\r\n");
        return this;
    }

    SdpText attribute(String flag) {
        return line('a', flag);
    }

    SdpText attribute(String name, String value) {
        return line('a', name + ":" + value);
    }

    /** Writes the chosen codec, its format parameters and feedback, and the retransmission that goes with it. */
    SdpText codec(AcceptedSection section, String parameters) {
        int payloadType = section.codec().payloadType();
        boolean audio = section.offered().media().equals("audio");
        String channels = audio ? "/2" : "";
        attribute(
                "rtpmap",
                "%d %s/%d%s"
                        .formatted(
                                payloadType,
                                section.codec().name(),
                                section.codec().clockRate(),
                                channels));
        for (String feedback : FEEDBACK) {
            boolean possible = !feedback.equals("transport-cc")
                    || section.track().extensions().transportCc() > 0;
            if (possible && section.offered().hasFeedback(payloadType, feedback)) {
                attribute("rtcp-fb", payloadType + " " + feedback);
            }
        }
        if (!parameters.isEmpty()) {
            attribute("fmtp", payloadType + " " + parameters);
        }
        int rtx = section.track().rtxPayloadType();
        if (rtx >= 0) {
            attribute("rtpmap", "%d rtx/%d".formatted(rtx, section.codec().clockRate()));
            attribute("fmtp", rtx + " apt=" + payloadType);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
