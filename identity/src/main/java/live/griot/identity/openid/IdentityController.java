package live.griot.identity.openid;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about providers by which one signs in. There are few of them, so that a page holds all. */
@RestController
@RequestMapping("/api")
class IdentityController {
    private final ObjectProvider<OpenIdProviders> providers;
    private final LinkedIdentities identities;
    private final SealedRequests requests;
    private final Audit audit;

    IdentityController(
            ObjectProvider<OpenIdProviders> providers,
            LinkedIdentities identities,
            SealedRequests requests,
            Audit audit) {
        this.providers = providers;
        this.identities = identities;
        this.requests = requests;
        this.audit = audit;
    }

    /**
     * A provider that one may sign in by.
     *
     * @param name what people know it by
     * @param url where a browser goes to sign in
     */
    record ProviderView(String id, String name, String url) {}

    /** A provider that is linked to the account. */
    record IdentityView(String provider) {}

    /**
     * Where to go.
     *
     * @param url of this server, which leads on to the provider's
     */
    record WayThere(String url) {}

    @GetMapping("/auth/providers")
    Page<ProviderView> providers() {
        List<OpenIdProviders.Provider> all =
                providers.stream().flatMap(known -> known.all().stream()).toList();
        return new Page<>(
                all.stream()
                        .map(one -> new ProviderView(one.id(), one.name(), SealedRequests.START + "/" + one.id()))
                        .toList(),
                null);
    }

    @GetMapping("/me/identities")
    Page<IdentityView> identities(SignedInCaller caller) {
        return new Page<>(
                identities.providers(user(caller)).stream()
                        .map(IdentityView::new)
                        .toList(),
                null);
    }

    /** The browser that asked, and no other, may go there and link: who is tricked into an address of somebody else's links nothing. */
    @PostMapping("/me/identities/{provider}")
    ResponseEntity<WayThere> link(@PathVariable String provider, SignedInCaller caller, HttpServletRequest request) {
        if (providers.stream().noneMatch(known -> known.has(provider))) {
            throw new Refused(RefusalCode.NOT_FOUND, "There is no such provider");
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        requests.allowingLink(user(caller).value(), provider, request))
                .body(new WayThere(SealedRequests.START + "/" + provider + "?link&next=/profile"));
    }

    @DeleteMapping("/me/identities/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable String provider, SignedInCaller caller) {
        identities.unlink(user(caller), provider);
        audit.note(AuditKind.PASSWORD, user(caller), null, "unlinked a provider");
    }

    private static UserId user(SignedInCaller caller) {
        return new UserId(caller.getName());
    }
}
