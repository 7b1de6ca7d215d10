package live.griot.edge.signaling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.edge.sfu.RtpParameters;

/** Several encodings of one picture in one section (RFC 8853), each named by a restriction identifier, a RID (RFC 8851). */
public final class Simulcast {
    /** As long as a one-byte header extension can carry (RFC 8852, section 3; RFC 8285, section 4.2). */
    private static final Pattern RID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    private static final Pattern SPACES = Pattern.compile(" +");

    private Simulcast() {}

    /**
     * Returns the encodings that a section offers to send, in its order and as many as are taken; of alternatives the first. Empty
     * where there are not two, or where their packets could not be told apart.
     */
    public static List<String> offeredIn(MediaSection section) {
        if (section.extensionId(HeaderExtensions.RID) < 0) {
            return List.of();
        }
        Set<String> named = section.attributes()
                .values("rid")
                .map(value -> SPACES.split(value))
                .filter(parts -> parts.length >= 2 && parts[1].equals("send"))
                .map(parts -> parts[0])
                .collect(Collectors.toSet());
        List<String> sent = section.attributes()
                .first("simulcast")
                .map(Simulcast::sent)
                .orElse(Stream.empty())
                .filter(rid -> RID.matcher(rid).matches() && named.contains(rid))
                .distinct()
                .limit(RtpParameters.MAX_ENCODINGS)
                .toList();
        return sent.size() < 2 ? List.of() : sent;
    }

    /** Writes that these are received. */
    public static void receive(List<String> rids, SdpText text) {
        if (!rids.isEmpty()) {
            rids.forEach(rid -> text.attribute("rid", rid + " recv"));
            text.attribute("simulcast", "recv " + String.join(";", rids));
        }
    }

    /** Returns what stands behind {@code send}; an encoding that begins paused is marked with a tilde. */
    private static Stream<String> sent(String value) {
        List<String> words = List.of(SPACES.split(value));
        int send = words.indexOf("send");
        if (send < 0 || send + 1 == words.size()) {
            return Stream.empty();
        }
        List<String> rids = new ArrayList<>();
        for (String alternatives : words.get(send + 1).split(";")) {
            String first = alternatives.split(",", 2)[0];
            rids.add(first.startsWith("~") ? first.substring(1) : first);
        }
        return rids.stream();
    }
}
