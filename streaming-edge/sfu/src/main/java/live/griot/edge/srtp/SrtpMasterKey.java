package live.griot.edge.srtp;

import java.util.Arrays;

/** The master key and salt of one direction. The arrays are shared, not copied; nobody changes them. */
@SuppressWarnings("ArrayRecordComponent") // Keys are bytes, and nobody changes them.
public record SrtpMasterKey(SrtpProfile profile, byte[] key, byte[] salt) {
    /** Takes the client's key out of what DTLS exported: client key, server key, client salt, server salt (RFC 5764, section 4.2). */
    public static SrtpMasterKey ofClient(SrtpProfile profile, byte[] exported) {
        return cut(profile, exported, 0);
    }

    /** Takes the server's key out of what DTLS exported. */
    public static SrtpMasterKey ofServer(SrtpProfile profile, byte[] exported) {
        return cut(profile, exported, 1);
    }

    private static SrtpMasterKey cut(SrtpProfile profile, byte[] exported, int side) {
        int key = side * profile.keyLength();
        int salt = 2 * profile.keyLength() + side * profile.saltLength();
        return new SrtpMasterKey(
                profile,
                Arrays.copyOfRange(exported, key, key + profile.keyLength()),
                Arrays.copyOfRange(exported, salt, salt + profile.saltLength()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpMasterKey that
                && profile == that.profile
                && Arrays.equals(key, that.key)
                && Arrays.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Says which profile it is for, and nothing of the key. */
    @Override
    public String toString() {
        return "SrtpMasterKey[" + profile + "]";
    }
}
