package live.griot.identity.passkey;

/** What was shown is not what a passkey of ours says to our challenge. The message is for the audit alone. */
final class NotAccepted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAccepted(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
