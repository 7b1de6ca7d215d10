package live.griot.identity.admin;

import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import org.springframework.stereotype.Component;

/** Who can be shut out: everybody with an account but admins, whom the configuration names and nobody else unmakes. Thread-safe. */
@Component
public class ShutOutRule {
    private final Accounts accounts;
    private final Admins admins;

    public ShutOutRule(Accounts accounts, Admins admins) {
        this.accounts = accounts;
        this.admins = admins;
    }

    /** Throws {@code Refused(USER_NOT_FOUND)} where there is no such account, and {@code Refused(FORBIDDEN)} where it is an admin's. */
    public void require(UserId person) {
        if (accounts.find(person).isEmpty()) {
            throw new Refused(RefusalCode.USER_NOT_FOUND, "There is no such person");
        }
        if (admins.isAdmin(person)) {
            throw new Refused(
                    RefusalCode.FORBIDDEN,
                    "An admin is shut out by nobody; take the handle out of griot.admin.handles first");
        }
    }
}
