package live.griot.identity.token;

/** What a token is for. */
public enum TokenKind {
    /** Speaks for a person at the HTTP interface (RFC 9068). */
    ACCESS("at+jwt", "griot-api"),
    /** Admits to one session at the media edge. */
    TICKET("griot-ticket+jwt", "griot-edge");

    private final String type;
    private final String audience;

    TokenKind(String type, String audience) {
        this.type = type;
        this.audience = audience;
    }

    /** Returns the JOSE header {@code typ} (RFC 8725, section 3.11). */
    public String type() {
        return type;
    }

    /** Returns the claim {@code aud}. */
    public String audience() {
        return audience;
    }
}
