package live.griot.recording.hls;

import javax.crypto.SecretKey;

/** Gives the key that capabilities are made with: one of the installation's, the same on all its nodes and after each start, and used for nothing else. */
@FunctionalInterface
public interface HlsKey {
    /** Returns a key for HMAC-SHA256, of 32 bytes or more. */
    SecretKey key();
}
