package live.griot.app.border;

import java.util.Locale;

/** What is counted at the border, as {@code griot_http_turned_away_total{reason}}. */
enum BorderOccurrence {
    /** A connection of an address that has as many as it may. */
    TOO_MANY_CONNECTIONS,
    /** A connection whose request's head did not come in time. */
    SLOW_HEAD,
    /** A body that came slower than it may. */
    SLOW_BODY,
    /** A body that is larger than it may be. */
    LARGE_BODY;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
