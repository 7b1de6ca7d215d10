package live.griot.tools.http;

/** Failures in words. */
public final class Failures {
    private Failures() {}

    /** Returns what a failure says, or what it is where it says nothing. */
    public static String sentence(Throwable failure) {
        String said = failure.getMessage();
        return said == null || said.isBlank() ? failure.getClass().getSimpleName() : said;
    }
}
