package live.griot.query.socket;

/** What is counted on the live socket, each under the name of a metric and with what tells it from others of that name. */
enum Occurrence {
    FRAME_REFUSED("griot.live.frames.refused", "rule", "Frames from clients that were answered with an error"),
    FRAME_QUEUED("griot.live.frames.queued", "all", "Frames put into clients' outboxes"),
    CLOSED_SLOW("griot.live.closed", "slow", "Sockets that the server closed"),
    CLOSED_SILENT("griot.live.closed", "silent", "Sockets that the server closed"),
    CLOSED_WITHOUT_HELLO("griot.live.closed", "without_hello", "Sockets that the server closed"),
    CLOSED_TOO_FAST("griot.live.closed", "too_fast", "Sockets that the server closed"),
    CLOSED_EXPIRED("griot.live.closed", "expired", "Sockets that the server closed"),
    CLOSED_ENDED("griot.live.closed", "ended", "Sockets that the server closed"),
    CLOSED_STOPPING("griot.live.closed", "stopping", "Sockets that the server closed"),
    REFUSED_STOPPING("griot.live.refused", "stopping", "Sockets that were refused at the door"),
    REFUSED_FULL("griot.live.refused", "server", "Sockets that were refused at the door"),
    REFUSED_ADDRESS("griot.live.refused", "address", "Sockets that were refused at the door"),
    REFUSED_PERSON("griot.live.refused", "person", "Sockets that were refused at the door"),
    GAP_WAITED_FOR("griot.live.gaps", "waited_for", "Times that the tail held events back for a position before them"),
    GAP_GIVEN_UP("griot.live.gaps", "given_up", "Times that the tail held events back for a position before them"),
    EVENT_LATE("griot.live.gaps", "late", "Times that the tail held events back for a position before them");

    private final String metric;
    private final String tag;
    private final String description;

    Occurrence(String metric, String tag, String description) {
        this.metric = metric;
        this.tag = tag;
        this.description = description;
    }

    String metric() {
        return metric;
    }

    /** Returns what tells it from others of the same metric. */
    String tag() {
        return tag;
    }

    String description() {
        return description;
    }
}
