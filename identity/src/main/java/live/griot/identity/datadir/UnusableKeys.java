package live.griot.identity.datadir;

/** The keys in the data directory cannot be read, or are not those that the database was made with. */
public final class UnusableKeys extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says in a sentence what is wrong with which file. */
    public UnusableKeys(String message) {
        super(message);
    }
}
