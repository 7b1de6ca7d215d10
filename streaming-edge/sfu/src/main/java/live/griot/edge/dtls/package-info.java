/** DTLS 1.2 with use_srtp (RFC 5764), the server's side. */
@NullMarked
package live.griot.edge.dtls;

import org.jspecify.annotations.NullMarked;
