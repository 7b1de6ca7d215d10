package live.griot.edge.ice;

import java.security.SecureRandom;

/** A user name fragment and a password of one side of an ICE session (RFC 8445, section 5.3). */
public record IceCredentials(String usernameFragment, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int FRAGMENT_LENGTH = 16;
    private static final int PASSWORD_LENGTH = 32;

    /** Returns fresh ones: 96 random bits in the fragment, 192 in the password. */
    public static IceCredentials random() {
        return new IceCredentials(random(FRAGMENT_LENGTH), random(PASSWORD_LENGTH));
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARS.charAt(RANDOM.nextInt(ICE_CHARS.length())));
        }
        return text.toString();
    }
}
