package live.griot.edge.signaling.socket;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreFailure;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.Rights;
import live.griot.edge.signaling.SignalAdmission;
import live.griot.edge.telemetry.Failures;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * One client's signalling: two peer connections, and the socket over which they are spoken of. Sockets come and go; the session is there
 * until its client leaves, is let go, or stays away too long. Everything happens in its mailbox, one thing after another; what it is
 * told from elsewhere it puts there and returns at once.
 */
final class SignalSession implements Attendee.Listener {
    /** Another socket goes on with the session. */
    static final CloseStatus RESUMED_ELSEWHERE = new CloseStatus(4001, "Resumed elsewhere");

    private final String key;
    private final SignalSessions sessions;
    private final SecureRandom random;
    private final Mailbox mailbox;
    private @Nullable SignalSocket socket;
    private @Nullable Attendee attendee;
    private @Nullable PublishingSide publishing;
    private @Nullable ReceivingSide receiving;
    private Rights rights = Rights.NONE;
    private List<PublishedTrack> publications = List.of();
    private boolean over;
    private volatile long cutNanos;
    private volatile boolean cut;

    SignalSession(String key, SignalSessions sessions, SecureRandom random, Executor threads, Failures failures) {
        this.key = key;
        this.sessions = sessions;
        this.random = random;
        this.mailbox = new Mailbox(threads, failures);
    }

    String key() {
        return key;
    }

    /** Returns how many frames wait for their turn. */
    int waiting() {
        return mailbox.size();
    }

    /** Begins with the bearer of a ticket; who is not let in is told so, and then the session is over. */
    void begin(SignalSocket from, Ticket ticket, SignalAdmission admission, boolean receives) {
        mailbox.execute(FrameLogging.of(ticket, () -> {
            socket = from;
            try {
                Attendee entered = admission.enter(ticket, this);
                attendee = entered;
                publishing = new PublishingSide(entered, mailbox, this::tell, random);
                receiving = new ReceivingSide(entered, mailbox, this::tell, random);
            } catch (RuntimeException failure) {
                Refused no = StoreFailure.refusalIn(failure);
                over = true;
                from.refusedHello(no);
                sessions.forget(this);
                return;
            }
            rights = Objects.requireNonNull(attendee).rights();
            if (receives) {
                receiving.begin();
            }
            from.greeted();
            welcome(false);
        }));
    }

    /** Goes on over another socket. The one before, if it is not known to be lost yet, is closed. */
    void resume(SignalSocket from, Ticket ticket) {
        mailbox.execute(FrameLogging.of(ticket, () -> {
            if (over || attendee == null || !isOf(ticket)) {
                from.refusedHello(new Refused(MALFORMED_REQUEST, "There is nothing to resume; say hello without it"));
                return;
            }
            SignalSocket before = socket;
            if (before != null) {
                before.close(RESUMED_ELSEWHERE);
            }
            socket = from;
            cut = false;
            from.greeted();
            welcome(true);
            tellStage();
            if (publishing != null && receiving != null) {
                publishing.tellAnswer();
                receiving.tellAgain();
            }
        }));
    }

    /** Hears that a socket is lost: nothing else is lost with it, for a while. */
    void cut(SignalSocket which, long nowNanos) {
        mailbox.execute(() -> {
            if (socket == which) {
                socket = null;
                cutNanos = nowNanos;
                cut = true;
            }
        });
    }

    /** Ends what nobody came back to in time. */
    void giveUpIfAway(long nowNanos, long graceNanos) {
        if (cut && nowNanos - cutNanos > graceNanos) {
            mailbox.execute(() -> {
                if (cut) {
                    end(Goodbye.GONE);
                }
            });
        }
    }

    /** Does what a frame asks for, or says why not. */
    void hear(SignalSocket from, ClientMessage message) {
        mailbox.execute(FrameLogging.asNow(() -> {
            if (from != socket || over) {
                return;
            }
            FrameLogging.name(Objects.requireNonNull(attendee).ticket());
            try {
                handle(message);
            } catch (RuntimeException failure) {
                from.refused(message, StoreFailure.refusalIn(failure));
            }
        }));
    }

    private void handle(ClientMessage message) {
        PublishingSide up = Objects.requireNonNull(publishing);
        ReceivingSide down = Objects.requireNonNull(receiving);
        if (message instanceof ClientMessage.Offer offer) {
            up.offer(offer);
            receiveOthers();
        } else if (message instanceof ClientMessage.Answer answer) {
            down.answer(answer);
        } else if (message instanceof ClientMessage.Preferences wished) {
            down.prefer(wished.tracks());
        } else if (message instanceof ClientMessage.Restart) {
            down.restart();
        } else if (message instanceof ClientMessage.Receive wish) {
            receive(wish.on(), down);
        } else if (message instanceof ClientMessage.FreshTicket fresh) {
            Attendee renewed = Objects.requireNonNull(attendee);
            renewed.renew(fresh.ticket());
            tellRights(renewed.rights());
        } else if (message instanceof ClientMessage.Unpublish) {
            up.close();
        } else if (message instanceof ClientMessage.Leave) {
            end(null);
        } else if (message instanceof ClientMessage.Ping) {
            tell(new ServerMessage.Pong());
        } else if (message instanceof ClientMessage.Hello) {
            throw new Refused(MALFORMED_REQUEST, "One hello is enough");
        }
        // A candidate is welcome and not needed: the edge learns addresses from checks (RFC 8445, section 7.3.1.3).
    }

    private static void receive(boolean on, ReceivingSide down) {
        if (on) {
            down.begin();
        } else {
            down.end();
        }
    }

    @Override
    public void onRights(Rights now) {
        mailbox.execute(() -> {
            if (!over) {
                tellRights(now);
            }
        });
    }

    @Override
    public void onPublications(List<PublishedTrack> now) {
        mailbox.execute(() -> {
            publications = now;
            if (!over && attendee != null) {
                tellStage();
            }
        });
    }

    @Override
    public void onGoodbye(Goodbye why) {
        mailbox.execute(() -> end(why));
    }

    private void welcome(boolean resumed) {
        Set<ConnectionKind> connections = EnumSet.noneOf(ConnectionKind.class);
        if (publishing != null && publishing.isOpen()) {
            connections.add(ConnectionKind.PUBLISH);
        }
        if (receiving != null && receiving.isOn()) {
            connections.add(ConnectionKind.RECEIVE);
        }
        tell(new ServerMessage.Welcome(
                Objects.requireNonNull(attendee).participant(),
                key,
                resumed,
                connections,
                sessions.grace().toSeconds(),
                rights));
    }

    private void tellRights(Rights now) {
        rights = now;
        tell(new ServerMessage.RightsNow(now));
    }

    /** Tells what is published, and offers it. */
    private void tellStage() {
        tell(ServerMessage.Publications.of(publications));
        receiveOthers();
    }

    /** Offers what is published, but for what this client itself publishes. */
    private void receiveOthers() {
        PublishingSide up = Objects.requireNonNull(publishing);
        String own = up.isOpen() ? Objects.requireNonNull(attendee).participant() : null;
        Objects.requireNonNull(receiving)
                .published(publications.stream()
                        .filter(track -> !track.participant().equals(own))
                        .toList());
    }

    private boolean isOf(Ticket ticket) {
        Ticket here = Objects.requireNonNull(attendee).ticket();
        return ticket.session().equals(here.session())
                && (ticket.id().equals(here.id())
                        || (ticket.user() != null && ticket.user().equals(here.user())));
    }

    private void tell(ServerMessage message) {
        if (socket != null) {
            socket.send(message);
        }
    }

    private void end(@Nullable Goodbye why) {
        if (over) {
            return;
        }
        over = true;
        sessions.forget(this);
        if (attendee != null) {
            attendee.leave();
        }
        if (socket != null) {
            if (why != null) {
                tell(new ServerMessage.Bye(why));
            }
            socket.close(why == Goodbye.STOPPING ? CloseStatus.GOING_AWAY : CloseStatus.NORMAL);
        }
    }
}
