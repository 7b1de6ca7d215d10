package live.griot.edge.ingest;

import live.griot.edge.dtls.DtlsCertificate;
import live.griot.edge.telemetry.EdgeCounters;

/** What a transport asks of the loop that owns it. On the loop's thread, but for what says otherwise. */
interface TransportOwner {
    /** Returns the time in nanoseconds, by the edge's monotonic clock. */
    long now();

    /** Returns the edge's certificate; any thread. */
    DtlsCertificate certificate();

    /** Returns where drops are counted; any thread. */
    EdgeCounters counters();

    /** Runs a task on the loop, after those that were given before; any thread. */
    void execute(Runnable task);

    /** Sends a datagram to where a transport is, copied, if that is known; it leaves with the loop's turn. */
    void send(Transport to, byte[] bytes, int length);

    /** Notes that a handshake ended with a bug; any thread. */
    void handshakeFailed(Throwable bug);

    /** Forgets a transport that is over. */
    void remove(Transport over);
}
