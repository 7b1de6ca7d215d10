package live.griot.identity.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import live.griot.identity.account.Accounts;
import live.griot.identity.account.Handles;
import live.griot.identity.admin.AdminHandles;
import live.griot.identity.datadir.DataDirectory;
import live.griot.identity.datadir.SecretFile;
import live.griot.identity.personaltext.WrappingKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The codes by which those whom {@code griot.admin.handles} names make their accounts, whatever the registration is: each is derived from
 * the installation's key, so that every node knows it and nothing is stored, and is good for its own handle alone, which one account has
 * at most. They stand in the file {@value #FILE} of the data directory, readable by its owner alone, while one of them is wanted.
 */
@Component
class AdminCodes {
    static final String FILE = "admin-invitations.txt";
    private static final Logger LOG = LoggerFactory.getLogger(AdminCodes.class);

    private final AdminHandles handles;
    private final Accounts accounts;
    private final WrappingKeys keys;
    private final DataDirectory directory;

    AdminCodes(AdminHandles handles, Accounts accounts, WrappingKeys keys, DataDirectory directory) {
        this.handles = handles;
        this.accounts = accounts;
        this.keys = keys;
        this.directory = directory;
    }

    /** Returns whether a handle is an admin's, or can be taken for one. */
    boolean concern(String handle) {
        return handles.looksLikeOne(handle);
    }

    /** Returns whether a handle is an admin's. */
    boolean name(String handle) {
        return handles.names(handle);
    }

    /** Returns whether what somebody typed is the code for a handle. */
    boolean open(String handle, String typed) {
        return MessageDigest.isEqual(
                code(handle).getBytes(StandardCharsets.UTF_8),
                SecretCode.canonical(typed).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the code for a handle. */
    String code(String handle) {
        return SecretCode.of(keys.hash("admin-invitation", Handles.canonical(handle)));
    }

    /** Writes down the codes that are wanted, or destroys those that were. Throws {@link UncheckedIOException}. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void writeDown() {
        List<String> wanted = handles.all().stream()
                .filter(handle -> accounts.findByHandle(handle).isEmpty())
                .sorted()
                .toList();
        SecretFile file = directory.secret(FILE);
        String text = wanted.stream()
                .map(handle -> handle + " " + code(handle) + "\n")
                .collect(Collectors.joining());
        if (!isWritten(file.path(), text)) {
            file.destroy();
        }
        if (!wanted.isEmpty()) {
            file.readOrCreate(() -> text.getBytes(StandardCharsets.UTF_8));
            LOG.info(
                    "Nobody has the handles {} of griot.admin.handles yet: whoever registers one of them says the code that stands beside it"
                            + " in {}, or does it on this machine itself",
                    wanted,
                    file.path());
        }
    }

    private static boolean isWritten(Path path, String text) {
        try {
            return Files.exists(path) && Files.readString(path).equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException("The codes of admins in %s can not be read".formatted(path), e);
        }
    }
}
