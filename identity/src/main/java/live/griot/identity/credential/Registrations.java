package live.griot.identity.credential;

import java.net.InetAddress;
import java.util.Objects;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import live.griot.identity.credential.RegistrationProperties.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Who may make an account, whichever way they come: the one place that says so. An admin's handle, and one that can be taken for it, is
 * made with the code of {@link AdminCodes} alone, or on the machine itself, and whatever the registration is. Thread-safe.
 */
@Component
@EnableConfigurationProperties(RegistrationProperties.class)
public class Registrations {
    private final Mode mode;
    private final InvitationCodes invitations;
    private final AdminCodes adminCodes;
    private final Accounts accounts;
    private final TransactionOperations transactions;

    Registrations(
            RegistrationProperties properties,
            InvitationCodes invitations,
            AdminCodes adminCodes,
            Accounts accounts,
            TransactionOperations transactions) {
        this.mode = properties.registration();
        this.invitations = invitations;
        this.adminCodes = adminCodes;
        this.accounts = accounts;
        this.transactions = transactions;
    }

    Mode mode() {
        return mode;
    }

    /**
     * Refuses whom the registration is not open to, before anything costly is done for them; {@link #create} asks again. Throws
     * {@code Refused(REGISTRATION_CLOSED)} or {@code Refused(REGISTRATION_BY_INVITATION)}.
     *
     * @param invitation the code that they said, or null
     */
    public void requireOpen(@Nullable String invitation) {
        switch (mode) {
            case OPEN -> {
                // For everybody.
            }
            case INVITE -> {
                if (invitation == null || !invitations.isGood(invitation)) {
                    throw byInvitation();
                }
            }
            case CLOSED -> throw new Refused(RefusalCode.REGISTRATION_CLOSED, "This server takes no new people");
        }
    }

    /** Refuses as {@link #requireOpen(String)} does, and who asks for an admin's handle without being one, as if somebody had it. */
    public void requireOpen(String handle, @Nullable String invitation, @Nullable String address) {
        if (!adminCodes.concern(handle)) {
            requireOpen(invitation);
        } else if (!isAdmins(handle, invitation, address)) {
            throw new Refused(RefusalCode.HANDLE_TAKEN, "Somebody else has this handle");
        }
    }

    /**
     * Makes an account, and counts the use of the invitation in the same transaction. Throws what {@code requireOpen} does, and
     * {@code Refused(HANDLE_TAKEN)}.
     *
     * @param passwordHash null for who signs in by another way alone
     * @param address whom the request comes from, as proxies that are trusted tell it, or null where it was vouched for elsewhere
     */
    public Person create(
            String handle,
            String displayName,
            @Nullable String passwordHash,
            @Nullable String invitation,
            @Nullable String address) {
        requireOpen(handle, invitation, address);
        boolean admins = adminCodes.concern(handle);
        Person person = Objects.requireNonNull(transactions.execute(transaction -> {
            if (mode == Mode.INVITE && !admins && (invitation == null || !invitations.use(invitation))) {
                throw byInvitation();
            }
            return accounts.create(handle, displayName, passwordHash);
        }));
        if (admins) {
            adminCodes.writeDown();
        }
        return person;
    }

    private boolean isAdmins(String handle, @Nullable String invitation, @Nullable String address) {
        return adminCodes.name(handle)
                && ((invitation != null && adminCodes.open(handle, invitation))
                        || (address != null && isThisMachine(address)));
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static Refused byInvitation() {
        return new Refused(
                RefusalCode.REGISTRATION_BY_INVITATION,
                "New people come by invitation; this code is none, or it is used up or expired");
    }
}
