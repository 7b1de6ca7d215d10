package live.griot.edge.dtls;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import live.griot.fuzz.Fuzz;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;

/** The datagrams of a handshake, in either role of the edge's: whoever sends them, it ends, with the refusal that is documented. */
class DtlsFuzzTest {
    private static final DtlsCertificate CERTIFICATE =
            DtlsCertificate.selfSigned(Instant.parse("2026-01-01T00:00:00Z"));

    @FuzzTest(maxDuration = Fuzz.EACH)
    void server(byte[] data) {
        try {
            var _ = new DTLSServerProtocol().accept(new SrtpServer(handshake()), new Datagrams(data));
        } catch (IOException refused) {
            // What the peer sent is no handshake of somebody with that certificate.
        }
    }

    @FuzzTest(maxDuration = Fuzz.EACH)
    void client(byte[] data) {
        try {
            var _ = new DTLSClientProtocol().connect(new SrtpClient(handshake()), new Datagrams(data));
        } catch (IOException refused) {
            // What the peer sent is no handshake of somebody with that certificate.
        }
    }

    private static SrtpHandshake handshake() {
        return new SrtpHandshake(CERTIFICATE, CERTIFICATE.fingerprint());
    }

    /** Brings the datagrams of the input, and then ends; what is sent goes nowhere. */
    private static final class Datagrams implements DatagramTransport {
        private final Queue<byte[]> arriving;

        Datagrams(byte[] data) {
            arriving = new ArrayDeque<>(Fuzz.pieces(data));
        }

        @Override
        public int getReceiveLimit() {
            return 1_500;
        }

        @Override
        public int getSendLimit() {
            return DatagramQueue.SEND_LIMIT;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            byte[] next = arriving.poll();
            if (next == null) {
                throw new IOException("There is no more");
            }
            int copied = Math.min(next.length, length);
            System.arraycopy(next, 0, buffer, offset, copied);
            return copied;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {}

        @Override
        public void close() {}
    }
}
