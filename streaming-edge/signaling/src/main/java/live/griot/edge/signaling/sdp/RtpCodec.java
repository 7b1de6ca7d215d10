package live.griot.edge.signaling.sdp;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One payload type of a section: its {@code rtpmap} and {@code fmtp}. {@code payloadType} is 0 to 127, {@code clockRate} in
 * hertz; {@code parameters} is empty where there are none.
 */
public record RtpCodec(int payloadType, String name, int clockRate, String parameters) {
    /** Returns whether this is the codec of that name; names know no case (RFC 4855, section 3). */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Returns the value of one format parameter, empty where it is not there. */
    public String parameter(String key) {
        return parameter(parameters, key);
    }

    /** Returns the same codec with a format parameter of that value, whatever it was before. */
    public RtpCodec with(String key, String value) {
        if (parameter(key).equals(value)) {
            return this;
        }
        String others = Arrays.stream(parameters.split(";"))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty() && !pair.regionMatches(true, 0, key + "=", 0, key.length() + 1))
                .collect(Collectors.joining(";"));
        String set = key + "=" + value;
        return new RtpCodec(payloadType, name, clockRate, others.isEmpty() ? set : others + ";" + set);
    }

    /** Returns the value of one of the parameters {@code a=1;b=2}, empty where it is not there. */
    public static String parameter(String parameters, String key) {
        return Arrays.stream(parameters.split(";"))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, key + "=", 0, key.length() + 1))
                .map(pair -> pair.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }
}
