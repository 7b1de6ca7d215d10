package live.griot.tools.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.edge.dtls.DtlsRole;

/**
 * What a server's answer says to who offered: where it is, who it is, and under which numbers media goes. All sections are one bundle, so
 * the first word on the transport counts. Immutable.
 *
 * @param usernameFragment the server's, of ICE
 * @param password the server's, of ICE
 * @param fingerprint of the server's certificate, {@code sha-256 AB:CD:...}
 * @param dtlsRole ours: the server's where the answer is the active side (RFC 8842, section 5.3)
 * @param candidates the UDP addresses it names, loopback first, eight at most
 * @param codecs the codecs' names in lower case ({@code h264}, {@code vp8}, {@code opus}, {@code rtx}), by payload type
 * @param transportCcId the id of the transport-wide sequence number, or -1 when it was not agreed on
 */
public record SdpAnswer(
        String usernameFragment,
        String password,
        String fingerprint,
        DtlsRole dtlsRole,
        List<InetSocketAddress> candidates,
        Map<Integer, String> codecs,
        int transportCcId) {
    private static final int MAX_CANDIDATES = 8;
    private static final Pattern CANDIDATE =
            Pattern.compile("a=candidate:\\S* 1 udp \\d+ ([0-9a-fA-F.:]+) (\\d{1,5}) typ .*", Pattern.CASE_INSENSITIVE);
    private static final Pattern RTPMAP = Pattern.compile("a=rtpmap:(\\d{1,3}) ([A-Za-z0-9-]+)/.*");
    private static final Pattern EXTMAP = Pattern.compile("a=extmap:(\\d{1,2})(?:/\\S+)? (\\S+).*");

    /** Reads an answer; throws {@link IOException} with what it lacks. */
    public static SdpAnswer parse(String sdp) throws IOException {
        List<String> lines = sdp.lines().map(String::strip).toList();
        Map<Integer, String> codecs = new HashMap<>();
        List<InetSocketAddress> candidates = new ArrayList<>();
        int transportCc = -1;
        for (String line : lines) {
            Matcher codec = RTPMAP.matcher(line);
            if (codec.matches()) {
                codecs.put(Integer.valueOf(codec.group(1)), codec.group(2).toLowerCase(Locale.ROOT));
            }
            Matcher extension = EXTMAP.matcher(line);
            if (extension.matches() && extension.group(2).equals(SdpOffer.TRANSPORT_CC)) {
                transportCc = Integer.parseInt(extension.group(1));
            }
            Matcher candidate = CANDIDATE.matcher(line);
            if (candidate.matches() && candidates.size() < MAX_CANDIDATES) {
                addTo(candidates, candidate.group(1), Integer.parseInt(candidate.group(2)));
            }
        }
        candidates.sort((a, b) -> Boolean.compare(
                b.getAddress().isLoopbackAddress(), a.getAddress().isLoopbackAddress()));
        if (candidates.isEmpty()) {
            throw new IOException("The answer names no address to reach by UDP");
        }
        return new SdpAnswer(
                first(lines, "a=ice-ufrag:"),
                first(lines, "a=ice-pwd:"),
                first(lines, "a=fingerprint:"),
                lines.contains("a=setup:active") ? DtlsRole.SERVER : DtlsRole.CLIENT,
                List.copyOf(candidates),
                Map.copyOf(codecs),
                transportCc);
    }

    /** Returns whether the answer has a codec of that name. */
    public boolean has(String codec) {
        return codecs.containsValue(codec);
    }

    private static void addTo(List<InetSocketAddress> candidates, String address, int port) {
        try {
            if (port > 0 && port <= 0xFFFF) {
                candidates.add(new InetSocketAddress(InetAddress.getByName(address), port));
            }
        } catch (UnknownHostException notAnAddress) {
            // Another candidate may be one.
        }
    }

    private static String first(List<String> lines, String beginning) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("The answer has no line " + beginning));
    }
}
