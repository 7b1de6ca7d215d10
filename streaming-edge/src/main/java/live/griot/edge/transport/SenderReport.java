package live.griot.edge.transport;

/**
 * What a publisher said of one of its streams: its clock, and the stream's timestamp at that moment. Immutable.
 *
 * @param source of the encoding, see {@link live.griot.edge.sfu.Encoding#source}
 * @param ntpTime 64 bits, RFC 3550, section 4
 */
record SenderReport(Publication publication, int source, long ntpTime, int rtpTimestamp) {}
