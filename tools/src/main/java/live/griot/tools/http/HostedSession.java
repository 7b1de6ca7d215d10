package live.griot.tools.http;

import java.io.IOException;

/** A session of ours on a Griot, from its start to its end. */
public final class HostedSession {
    private final GriotClient host;
    private final String id;
    private final SdpEndpoint whip;

    private HostedSession(GriotClient host, String id, SdpEndpoint whip) {
        this.host = host;
        this.id = id;
        this.whip = whip;
    }

    /** Creates a public session as its host and starts it; it is live once media arrives. Throws {@link IOException} with a sentence. */
    public static HostedSession start(GriotClient host, String title, String description)
            throws IOException, InterruptedException {
        String id = host.createSession(title, description);
        host.start(id);
        return new HostedSession(host, id, host.join(id).whip());
    }

    /** Returns the session's id. */
    public String id() {
        return id;
    }

    /** Returns where its host publishes. */
    public SdpEndpoint whip() {
        return whip;
    }

    /** Ends it, if it has not ended by itself. */
    public void end() {
        try {
            host.end(id);
        } catch (IOException overAlready) {
            // It ends by itself a minute after its media did.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
