/**
 * Peer connections without a browser: an offer and its answer, the controlling side of ICE, DTLS as the client, SRTP, and a few threads
 * that read the sockets of thousands.
 */
@NullMarked
package live.griot.tools.peer;

import org.jspecify.annotations.NullMarked;
