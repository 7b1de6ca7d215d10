package live.griot.app.startup;

/** The program cannot start, and knows why: a sentence on what is wrong, the property that decides it, and what to do. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String property;
    private final String whatToDo;

    /** Refuses to start. The cause is told to nobody but a debugger. */
    public StartRefused(String what, String property, String whatToDo, Throwable cause) {
        super(what, cause);
        this.property = property;
        this.whatToDo = whatToDo;
    }

    /** Refuses to start for what was looked at, and has not failed yet. */
    public StartRefused(String what, String property, String whatToDo) {
        super(what);
        this.property = property;
        this.whatToDo = whatToDo;
    }

    /** Returns the property, or the properties, that decide it. */
    String property() {
        return property;
    }

    /** Returns what the operator can do. */
    String whatToDo() {
        return whatToDo;
    }
}
