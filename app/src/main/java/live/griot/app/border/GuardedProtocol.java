package live.griot.app.border;

import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over connections that a {@link ConnectionGuard} counts and watches, once it was given one. Made by Tomcat, by its name. */
public final class GuardedProtocol extends Http11NioProtocol {
    private final GuardedEndpoint endpoint;

    /** Makes a protocol that guards nothing yet. */
    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Lets that guard watch all connections; before the start. */
    void guardBy(ConnectionGuard guard) {
        endpoint.guard = guard;
        endpoint.setHandler(guard.around(endpoint.getHandler()));
    }

    @Override
    public void start() throws Exception {
        super.start();
        if (endpoint.guard != null) {
            endpoint.guard.start();
        }
    }

    @Override
    public void stop() throws Exception {
        if (endpoint.guard != null) {
            endpoint.guard.stop();
        }
        super.stop();
    }

    /** Asks the guard before anything is spent on a connection. */
    private static final class GuardedEndpoint extends NioEndpoint {
        private @Nullable ConnectionGuard guard;

        @Override
        protected boolean setSocketOptions(SocketChannel connection) {
            if (guard == null) {
                return super.setSocketOptions(connection);
            }
            if (!guard.admits(connection)) {
                destroySocket(connection); // Who returns false here has ended it: nobody else knows of it yet.
                return false;
            }
            boolean taken = super.setSocketOptions(connection);
            if (!taken) {
                guard.forget(connection);
            }
            return taken;
        }
    }
}
