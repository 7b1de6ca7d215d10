package live.griot.edge.signaling.negotiation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import live.griot.edge.sfu.HostCandidate;

/** The offers in {@code src/test/resources/sdp}, and the edge that answers them. */
public final class Offers {
    /** Where the answering edge is. */
    public static final LocalEdge EDGE = new LocalEdge(
            List.of(
                    HostCandidate.udp(new InetSocketAddress("192.0.2.7", 7000)),
                    HostCandidate.udp(new InetSocketAddress("192.0.2.8", 7000))),
            "sha-256 " + "AB:".repeat(31) + "AB");

    private Offers() {}

    /** Returns the offer of that name, without the ending. */
    public static String named(String name) {
        try (InputStream in = Offers.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a description in which some characters are others, gone, or there twice. */
    public static String mangled(String offer, Random random) {
        StringBuilder text = new StringBuilder(offer);
        for (int i = random.nextInt(1, 12); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                default -> text.insert(at, "\r\n");
            }
        }
        return text.toString();
    }
}
