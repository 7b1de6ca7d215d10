package live.griot.tools.load;

/** The transport-wide sequence numbers of one connection: every packet of every stream takes the next. Not thread-safe. */
final class TransportNumbers {
    private int next;

    int take() {
        return next++ & 0xFFFF;
    }
}
