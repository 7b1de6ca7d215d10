package live.griot.edge.srtp;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose AES seals and opens packets. {@code -Dgriot.edge.srtp=jdk} or {@code openssl} chooses; without it OpenSSL serves where it is there.
 * What is sealed is the same.
 */
public enum SrtpLibrary {
    /** OpenSSL 3 for AEAD_AES_128_GCM, and the JDK for the rest: several times faster, and without garbage. */
    OPENSSL,
    /** The JDK alone. */
    JDK;

    /** The system property that chooses. */
    public static final String PROPERTY = "griot.edge.srtp";

    private static final Logger LOG = LoggerFactory.getLogger(SrtpLibrary.class);

    /** Returns the one that serves in this process, found out once; one line in the log says when it is not the one that was to. */
    public static SrtpLibrary chosen() {
        return Choice.MADE;
    }

    /** Returns whether OpenSSL is there and seals as the JDK does. */
    public static boolean isOpenSslThere() {
        return Choice.OPENSSL_IS_THERE;
    }

    private static final class Choice {
        static final boolean OPENSSL_IS_THERE = sealsAlike();
        static final SrtpLibrary MADE = choose(System.getProperty(PROPERTY, OPENSSL.name()));

        private static SrtpLibrary choose(String name) {
            SrtpLibrary wanted = valueOf(name.toUpperCase(Locale.ROOT));
            if (wanted == OPENSSL && !OPENSSL_IS_THERE) {
                LOG.info(
                        "{} is not there or cannot be called: the JDK seals media, which costs several times as much",
                        OpenSsl.LIBRARY);
                return JDK;
            }
            return wanted;
        }

        private static boolean sealsAlike() {
            SrtpMasterKey key = new SrtpMasterKey(SrtpProfile.AEAD_AES_128_GCM, new byte[16], new byte[12]);
            byte[] plain = new byte[100];
            byte[] byOpenSsl = new byte[200];
            byte[] byJdk = new byte[200];
            try (SrtpSender one = new SrtpSender(key, OPENSSL);
                    SrtpSender other = new SrtpSender(key, JDK);
                    Arena arena = Arena.ofConfined()) {
                one.sealRtcp(plain, 0, plain.length, byOpenSsl, 0);
                other.sealRtcp(plain, 0, plain.length, byJdk, 0);
                one.seal(plain, 0, plain.length, 12, 0, 0, arena.allocate(200), 0);
                return Arrays.equals(byOpenSsl, byJdk);
            } catch (LinkageError | RuntimeException missing) {
                LOG.debug("OpenSSL cannot be called", missing);
                return false;
            }
        }
    }
}
