/** RTP packets (RFC 3550), their header extensions (RFC 8285), retransmissions (RFC 4588), and what the payloads tell. */
@NullMarked
package live.griot.edge.rtp;

import org.jspecify.annotations.NullMarked;
