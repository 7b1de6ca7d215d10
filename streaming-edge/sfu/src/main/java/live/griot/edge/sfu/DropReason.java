package live.griot.edge.sfu;

/** Why a datagram or a packet was dropped; each is counted. */
public enum DropReason {
    /** Not STUN, DTLS, RTP or RTCP by its first byte (RFC 7983). */
    UNKNOWN_PROTOCOL,
    /** A TCP connection's frame whose length no packet has; the connection is closed. */
    MALFORMED_FRAME,
    /** A TCP connection more than may be there, in all or from one address. */
    TOO_MANY_CONNECTIONS,
    /** A STUN message that is malformed, or not a signed check for a peer we know. */
    INVALID_STUN,
    /** From an address that no connectivity check has verified. */
    UNKNOWN_ADDRESS,
    /** A DTLS record that came while too many waited. */
    DTLS_OVERFLOW,
    /** Media before the keys are agreed. */
    NO_KEYS,
    /** An RTP packet that is malformed. */
    MALFORMED_RTP,
    /** An RTCP packet that is malformed. */
    MALFORMED_RTCP,
    /** Not authentic, or seen before. */
    NOT_AUTHENTIC,
    /** A stream or a payload type that was not negotiated, or media from who only plays. */
    NOT_NEGOTIATED,
    /** From a source that its publisher may not send from, or that was switched off. */
    NOT_PERMITTED,
    /** A retransmission of what is already there. */
    DUPLICATE,
    /** For a viewer whose egress has more to send than the network takes: whole pictures up to the next key frame, and sound. */
    EGRESS_OVERFLOW,
    /** For a viewer, in a batch that waited for an egress loop for longer than it is of use, 200 ms. */
    STALE,
    /** In a batch, or told by a viewer, while too much waited for an egress loop. */
    HANDOVER_OVERFLOW,
    /** Too large for a datagram with the headers that a viewer takes. */
    OVERSIZE,
    /** A datagram that came and is longer than any that a peer should send. */
    OVERSIZE_DATAGRAM,
    /** Asked for again by a viewer more often, or more of it, than a lossy network explains. */
    RETRANSMISSION_LIMIT,
    /** A viewer's request for a key frame so soon after another that both mean the same. */
    KEY_FRAME_LIMIT,
    /** A session has as many connections as it may have. */
    TOO_MANY_TRANSPORTS
}
