package live.griot.edge.signaling.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session description (RFC 8866) that a stranger wrote, as far as an offer needs it. Lines it does not know are kept out;
 * what it cannot read, or what is more than its limits, is refused with a reason. Not thread-safe: one for each description.
 */
public final class SdpParser {
    static final int MAX_SECTIONS = 64;
    static final int MAX_FORMATS = 128;

    private static final SdpLine FIRST = new SdpLine('v', "0");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,64}");
    private static final Pattern SPACES = Pattern.compile(" +");

    private final List<MediaSection> sections = new ArrayList<>();
    private final Set<String> mids = new HashSet<>();
    private List<SdpAttribute> attributes = new ArrayList<>();
    private @Nullable SdpAttributes ofSession;
    private String mediaLine = "";

    private SdpParser() {}

    /** Returns the description; throws {@code Refused} with MALFORMED_SDP or TOO_LARGE. */
    public static SessionDescription parse(String text) {
        return new SdpParser().read(text);
    }

    private SessionDescription read(String text) {
        List<SdpLine> lines = SdpLine.of(text);
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST)) {
            throw SdpLine.malformed("It does not begin with v=0");
        }
        lines.forEach(this::read);
        closeSection();
        return new SessionDescription(ofSession == null ? new SdpAttributes(List.of()) : ofSession, sections);
    }

    private void read(SdpLine line) {
        switch (line.type()) {
            case 'a' -> attributes.add(line.attribute());
            case 'm' -> {
                closeSection();
                mediaLine = line.value();
            }
            default -> {
                // Names, times, bandwidths and addresses say nothing that the edge needs.
            }
        }
    }

    private void closeSection() {
        SdpAttributes collected = new SdpAttributes(attributes);
        attributes = new ArrayList<>();
        if (ofSession == null) {
            ofSession = collected;
            return;
        }
        if (sections.size() == MAX_SECTIONS) {
            throw SdpLine.malformed("It has more than %d media sections".formatted(MAX_SECTIONS));
        }
        sections.add(section(collected));
    }

    private MediaSection section(SdpAttributes ofSection) {
        List<String> parts = List.of(SPACES.split(mediaLine));
        if (parts.size() < 4
                || !parts.stream().limit(1).allMatch(media -> TOKEN.matcher(media)
                        .matches())) {
            throw SdpLine.malformed("A media line is not of the form m=<media> <port> <protocol> <formats>");
        }
        int port = Numbers.between(parts.get(1), 0, 65_535);
        if (port < 0) {
            throw SdpLine.malformed("A media line's port is not a number from 0 to 65535");
        }
        List<String> formats = parts.subList(3, parts.size());
        if (formats.size() > MAX_FORMATS) {
            throw SdpLine.malformed("A media line has more than %d formats".formatted(MAX_FORMATS));
        }
        return new MediaSection(
                sections.size(),
                parts.get(0),
                port,
                parts.get(2),
                formats,
                mid(ofSection),
                codecs(formats, ofSection),
                ofSection);
    }

    private String mid(SdpAttributes ofSection) {
        String mid = ofSection.first("mid").orElse("");
        if (!mid.isEmpty() && !TOKEN.matcher(mid).matches()) {
            throw SdpLine.malformed("A mid is not a token of at most 64 characters");
        }
        if (!mid.isEmpty() && !mids.add(mid)) {
            throw SdpLine.malformed("Two media sections have the mid %s".formatted(mid));
        }
        return mid;
    }

    private static List<RtpCodec> codecs(List<String> formats, SdpAttributes ofSection) {
        Map<String, String> names = byFormat(ofSection, "rtpmap");
        Map<String, String> parameters = byFormat(ofSection, "fmtp");
        List<RtpCodec> codecs = new ArrayList<>();
        for (String format : formats) {
            int payloadType = Numbers.between(format, 0, 127);
            String[] name = names.getOrDefault(format, "").split("/");
            int clockRate = name.length < 2 ? -1 : Numbers.between(name[1], 1, 999_999);
            if (payloadType >= 0 && clockRate > 0 && TOKEN.matcher(name[0]).matches()) {
                codecs.add(new RtpCodec(payloadType, name[0], clockRate, parameters.getOrDefault(format, "")));
            }
        }
        return codecs;
    }

    private static Map<String, String> byFormat(SdpAttributes ofSection, String attribute) {
        Map<String, String> byFormat = new HashMap<>();
        ofSection.values(attribute).forEach(value -> {
            int space = value.indexOf(' ');
            if (space > 0) {
                byFormat.putIfAbsent(
                        value.substring(0, space), value.substring(space + 1).strip());
            }
        });
        return byFormat;
    }
}
