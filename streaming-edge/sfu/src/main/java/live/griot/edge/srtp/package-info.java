/** SRTP and SRTCP (RFC 3711) with AES-GCM (RFC 7714) or AES-CM. */
@NullMarked
package live.griot.edge.srtp;

import org.jspecify.annotations.NullMarked;
