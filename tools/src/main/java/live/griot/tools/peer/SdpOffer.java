package live.griot.tools.peer;

import live.griot.edge.ice.IceCredentials;

/**
 * Offers of one bundle with a picture and a sound. They leave the role in DTLS to the answer (RFC 8842, section 5.3), and name no
 * candidates: a server learns the address from the checks.
 */
public final class SdpOffer {
    /** Transport-wide congestion control's header extension. */
    public static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /** Under which id packets of ours carry their transport-wide number. */
    public static final int TRANSPORT_CC_ID = 3;

    /** Under which id packets of ours say of which section they are. */
    public static final int MID_ID = 4;

    /** H.264's payload type. */
    public static final int H264 = 102;

    /** That of its retransmissions. */
    public static final int H264_RTX = 103;

    /** Opus' payload type. */
    public static final int OPUS = 111;

    private static final int VP8 = 96;
    private static final int VP8_RTX = 97;

    private static final String H264_PARAMETERS =
            "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

    private final StringBuilder text = new StringBuilder();
    private final IceCredentials ice;
    private final String fingerprint;

    private SdpOffer(IceCredentials ice, String fingerprint) {
        this.ice = ice;
        this.fingerprint = fingerprint;
        line("v=0");
        line("o=- %d 1 IN IP4 127.0.0.1".formatted(ice.usernameFragment().hashCode() & 0x7FFFFFFFL));
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE 0 1");
        line("a=msid-semantic: WMS *");
    }

    /** Returns an offer to receive a picture in H.264 or VP8, and a sound in Opus. */
    public static String toPlay(IceCredentials ice, String fingerprint) {
        SdpOffer offer = new SdpOffer(ice, fingerprint);
        offer.section("video", "0", "recvonly", H264, H264_RTX, VP8, VP8_RTX);
        offer.h264();
        offer.codec(VP8, "VP8/90000", "");
        offer.feedback(VP8);
        offer.codec(VP8_RTX, "rtx/90000", "apt=" + VP8);
        offer.section("audio", "1", "recvonly", OPUS);
        offer.opus();
        return offer.text.toString();
    }

    /** Returns an offer to send a picture in H.264 with retransmissions, and a sound in Opus, as these streams. */
    public static String toPublish(IceCredentials ice, String fingerprint, int video, int rtx, int audio) {
        SdpOffer offer = new SdpOffer(ice, fingerprint);
        offer.section("video", "0", "sendonly", H264, H264_RTX);
        offer.h264();
        offer.line("a=ssrc-group:FID %s %s".formatted(Integer.toUnsignedString(video), Integer.toUnsignedString(rtx)));
        offer.source(video, "picture");
        offer.source(rtx, "picture");
        offer.section("audio", "1", "sendonly", OPUS);
        offer.opus();
        offer.source(audio, "sound");
        return offer.text.toString();
    }

    private void section(String media, String mid, String direction, int... payloadTypes) {
        StringBuilder formats = new StringBuilder();
        for (int payloadType : payloadTypes) {
            formats.append(' ').append(payloadType);
        }
        line("m=%s 9 UDP/TLS/RTP/SAVPF%s".formatted(media, formats));
        line("c=IN IP4 0.0.0.0");
        line("a=rtcp:9 IN IP4 0.0.0.0");
        line("a=ice-ufrag:" + ice.usernameFragment());
        line("a=ice-pwd:" + ice.password());
        line("a=ice-options:trickle");
        line("a=fingerprint:" + fingerprint);
        line("a=setup:actpass");
        line("a=mid:" + mid);
        line("a=extmap:%d %s".formatted(TRANSPORT_CC_ID, TRANSPORT_CC));
        line("a=extmap:%d urn:ietf:params:rtp-hdrext:sdes:mid".formatted(MID_ID));
        line("a=" + direction);
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
    }

    private void h264() {
        codec(H264, "H264/90000", H264_PARAMETERS);
        feedback(H264);
        codec(H264_RTX, "rtx/90000", "apt=" + H264);
    }

    private void opus() {
        codec(OPUS, "opus/48000/2", "minptime=10;useinbandfec=1");
        line("a=rtcp-fb:%d transport-cc".formatted(OPUS));
    }

    private void codec(int payloadType, String name, String parameters) {
        line("a=rtpmap:%d %s".formatted(payloadType, name));
        if (!parameters.isEmpty()) {
            line("a=fmtp:%d %s".formatted(payloadType, parameters));
        }
    }

    private void feedback(int payloadType) {
        for (String kind : new String[] {"transport-cc", "ccm fir", "nack", "nack pli"}) {
            line("a=rtcp-fb:%d %s".formatted(payloadType, kind));
        }
    }

    private void source(int ssrc, String track) {
        String id = Integer.toUnsignedString(ssrc);
        line("a=ssrc:%s cname:griot-load".formatted(id));
        line("a=ssrc:%s msid:griot-load %s".formatted(id, track));
    }

    private void line(String line) {
        text.append(line).append("\r\n");
    }
}
