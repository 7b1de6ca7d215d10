package live.griot.app.startup;

/** The program was told something that no part of it reads. */
public final class UnknownProperty extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nearest;

    UnknownProperty(String name, String nearest) {
        super("There is no property " + name, null, false, false);
        this.nearest = nearest;
    }

    /** Returns the name that was most likely meant. */
    String nearest() {
        return nearest;
    }
}
