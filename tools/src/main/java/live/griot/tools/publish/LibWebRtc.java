package live.griot.tools.publish;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads libwebrtc, or says what it lacks. */
final class LibWebRtc {
    /** What installs the libraries that libwebrtc is linked with. */
    static final String REMEDY = "apt-get install libpulse0 libxcomposite1 libxfixes3 libxrandr2";

    private static final Pattern MISSING = Pattern.compile("(lib[^:\\s/]+): cannot open shared object file");

    private LibWebRtc() {}

    /** The library cannot be loaded; the message says what to do. */
    static final class Lacking extends Exception {
        private static final long serialVersionUID = 1L;

        Lacking(String sentence) {
            super(sentence);
        }
    }

    /** Returns a factory whose sound goes to no device: another one would want a sound card, or abort the process. */
    static PeerConnectionFactory load() throws Lacking {
        try {
            return new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio));
        } catch (LinkageError lacking) {
            throw new Lacking(sentence(lacking));
        }
    }

    private static String sentence(Throwable lacking) {
        for (Throwable cause = lacking; cause != null; cause = cause.getCause()) {
            Matcher missing = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (missing.find()) {
                return "libwebrtc, which encodes and sends, needs %s, and there is none: %s"
                        .formatted(missing.group(1), REMEDY);
            }
        }
        return "libwebrtc, which encodes and sends, cannot be loaded on %s %s: the program was built without it for this machine, or it lacks a library (%s)"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), REMEDY);
    }
}
