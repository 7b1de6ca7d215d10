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

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,64}");
    private static final Pattern SPACES = Pattern.compile(" +");

    private final List<MediaSection> sections = new ArrayList<>();
    private final Set<String> mids = new HashSet<>();
    private List<SdpAttribute> attributes = new ArrayList<>();
    private @Nullable SdpAttributes ofSession;
    private @Nullable SdpLine mediaLine;

    private SdpParser() {}

    /** Returns the description; throws {@code Refused} with MALFORMED_SDP or TOO_LARGE. */
    public static SessionDescription parse(String text) {
        return new SdpParser().read(text);
    }

    private SessionDescription read(String text) {
        List<SdpLine> lines = SdpLine.of(text);
        if (lines.isEmpty()) {
            throw SdpLine.malformed("It is empty");
        }
        SdpLine first = lines.getFirst();
        if (first.type() != 'v' || !first.value().equals("0")) {
            throw first.refused("A description begins with v=0");
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
                mediaLine = line;
            }
            default -> {
                // Names, times, bandwidths and addresses say nothing that the edge needs.
            }
        }
    }

    private void closeSection() {
        SdpAttributes collected = new SdpAttributes(attributes);
        attributes = new ArrayList<>();
        SdpLine begun = mediaLine;
        if (begun == null) {
            ofSession = collected;
            return;
        }
        if (sections.size() == MAX_SECTIONS) {
            throw begun.refused("There are more than %d media sections".formatted(MAX_SECTIONS));
        }
        sections.add(section(begun, collected));
    }

    private MediaSection section(SdpLine begun, SdpAttributes ofSection) {
        List<String> parts = List.of(SPACES.split(begun.value()));
        if (parts.size() < 4
                || !parts.stream().limit(1).allMatch(media -> TOKEN.matcher(media)
                        .matches())) {
            throw begun.refused("A media line has the form m=<media> <port> <protocol> <formats>");
        }
        int port = Numbers.between(parts.get(1), 0, 65_535);
        if (port < 0) {
            throw begun.refused("A media line's port is a number from 0 to 65535");
        }
        List<String> formats = parts.subList(3, parts.size());
        if (formats.size() > MAX_FORMATS) {
            throw begun.refused("A media line has at most %d formats".formatted(MAX_FORMATS));
        }
        return new MediaSection(
                sections.size(),
                parts.get(0),
                port,
                parts.get(2),
                formats,
                mid(begun, ofSection),
                codecs(formats, ofSection),
                ofSection);
    }

    private String mid(SdpLine begun, SdpAttributes ofSection) {
        String mid = ofSection.first("mid").orElse("");
        if (!mid.isEmpty() && !TOKEN.matcher(mid).matches()) {
            throw begun.refused("The section's mid is no token of at most 64 characters");
        }
        if (!mid.isEmpty() && !mids.add(mid)) {
            throw begun.refused("A section before has the mid %s, too".formatted(mid));
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
