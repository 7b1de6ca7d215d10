package live.griot.app.peer;

/** How a peer and the edge agree on what they send each other. */
public enum Way {
    /** One offer and one answer: WHIP to publish, WHEP to play. */
    HTTP("/edge/whipUrl", "/edge/whepUrl"),
    /** Frames on the signalling socket: who publishes offers, who plays is offered to. */
    SOCKET("/edge/signalUrl", "/edge/signalUrl");

    private final String toPublish;
    private final String toPlay;

    Way(String toPublish, String toPlay) {
        this.toPublish = toPublish;
        this.toPlay = toPlay;
    }

    /** Returns where the answer to a join says this way begins, for who publishes. */
    String toPublish() {
        return toPublish;
    }

    /** Returns where the answer to a join says this way begins, for who plays. */
    String toPlay() {
        return toPlay;
    }
}
