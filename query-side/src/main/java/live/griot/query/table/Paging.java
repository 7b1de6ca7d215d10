package live.griot.query.table;

/** How lists are cut into pages. */
public final class Paging {
    /** The most items a page holds. */
    public static final int MAX_LIMIT = 100;
    /** The items of a page when nothing is asked. */
    public static final String DEFAULT_LIMIT = "20";

    /** Ids are ULIDs, which begin with 0 to 7: no id is after this. */
    public static final String AFTER_EVERY_ID = "Z";

    private Paging() {}
}
