package live.griot.identity.credential;

import java.time.Instant;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.SignedInCaller;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.Ending;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about the devices on which one is signed in. There are few of them, so that a page holds all. */
@RestController
@RequestMapping("/api/me/devices")
class DeviceController {
    private final SignIns signIns;
    private final SignInEnding ending;

    DeviceController(SignIns signIns, SignInEnding ending) {
        this.signIns = signIns;
        this.ending = ending;
    }

    /**
     * A device that is signed in.
     *
     * @param client what the browser or program calls itself, or null when it did not say
     * @param current whether it is the one that asks
     * @param since when it signed in
     * @param lastSeenAt when it last came for an access token
     */
    record DeviceView(SignInId id, @Nullable String client, boolean current, Instant since, Instant lastSeenAt) {}

    @GetMapping
    Page<DeviceView> devices(SignedInCaller caller) {
        List<DeviceView> all = signIns.devices(user(caller)).stream()
                .map(device -> new DeviceView(
                        device.id(),
                        device.client(),
                        device.id().equals(caller.signIn()),
                        device.since(),
                        device.lastSeenAt()))
                .toList();
        return new Page<>(all, null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@PathVariable SignInId id, SignedInCaller caller) {
        boolean theirs = signIns.devices(user(caller)).stream()
                .anyMatch(device -> device.id().equals(id));
        if (!theirs) {
            throw new Refused(RefusalCode.NOT_FOUND, "You are signed in on no such device");
        }
        ending.end(user(caller), List.of(id), Ending.LOG_OUT);
    }

    private static UserId user(SignedInCaller caller) {
        return new UserId(caller.getName());
    }
}
