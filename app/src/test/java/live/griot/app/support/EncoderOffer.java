package live.griot.app.support;

/** What an encoder offers by WHIP, H.264 and Opus, for tests in which nothing needs to flow. */
public final class EncoderOffer {
    /** The offer, with lines that end in CRLF. */
    public static final String SDP = """
            v=0
            o=- 4259344384 0 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=mid:0
            a=sendonly
            a=rtcp-mux
            a=ice-ufrag:X0et
            a=ice-pwd:PXnCwnds80BEX91Up80H3l
            a=fingerprint:sha-256 %1$s
            a=setup:actpass
            a=rtpmap:111 opus/48000/2
            m=video 9 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 0.0.0.0
            a=mid:1
            a=sendonly
            a=rtcp-mux
            a=ice-ufrag:X0et
            a=ice-pwd:PXnCwnds80BEX91Up80H3l
            a=fingerprint:sha-256 %1$s
            a=setup:actpass
            a=rtpmap:96 H264/90000
            a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1
            """.formatted("AB:".repeat(31) + "AB").replace("\n", "\r\n");

    private EncoderOffer() {}
}
