package live.griot.tools.publish;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.tools.http.SdpEndpoint;

/** libwebrtc, loaded. Nothing else of the tools needs it, so that a program without it does all the rest. */
final class LibWebRtc {
    /** What installs the libraries that libwebrtc is linked with. */
    static final String REMEDY = "apt-get install libpulse0 libxcomposite1 libxfixes3 libxrandr2";

    private static final Pattern MISSING = Pattern.compile("(lib[^:\\s/]+): cannot open shared object file");

    private final PeerConnectionFactory factory;

    private LibWebRtc(PeerConnectionFactory factory) {
        this.factory = factory;
    }

    /** The library cannot be loaded; the message says what to do. */
    static final class Lacking extends Exception {
        private static final long serialVersionUID = 1L;

        Lacking(String sentence) {
            super(sentence);
        }
    }

    /** Loads it; throws {@link Lacking} with what is missing. */
    static LibWebRtc load() throws Lacking {
        try {
            // Sound goes to no device: another module than this one would want a sound card, or abort the process.
            return new LibWebRtc(new PeerConnectionFactory(new AudioDeviceModule(AudioLayer.kDummyAudio)));
        } catch (LinkageError lacking) {
            throw new Lacking(sentence(lacking));
        }
    }

    /**
     * Prepares a connection.
     *
     * @param onLost is called once when the connection is gone for good, on a thread of libwebrtc's
     */
    WhipPublisher publisher(SdpEndpoint whip, Runnable onLost) {
        return new WhipPublisher(factory, whip, onLost);
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
