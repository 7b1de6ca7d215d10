package live.griot.identity.account;

import java.security.Principal;
import java.time.Duration;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.avatar.AvatarAddress;
import live.griot.identity.avatar.AvatarPictures;
import live.griot.identity.avatar.Avatars;
import live.griot.identity.avatar.GeneratedAvatar;
import live.griot.identity.avatar.PictureFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sets one's own picture, and shows everybody's. */
@RestController
@RequestMapping("/api")
class AvatarController {
    private static final Duration A_VERSION_IS_KEPT = Duration.ofDays(365);
    private static final Duration GENERATED_IS_KEPT = Duration.ofHours(1);
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    /** Whoever opens a picture's address by itself gets a picture that can do nothing. */
    private static final String NOTHING_ELSE = "default-src 'none'; sandbox";

    private final AvatarPictures pictures = new AvatarPictures();
    private final Avatars avatars;
    private final Accounts accounts;
    private final People people;

    AvatarController(Avatars avatars, Accounts accounts, People people) {
        this.avatars = avatars;
        this.accounts = accounts;
        this.people = people;
    }

    @PutMapping(
            path = "/me/avatar",
            consumes = {"image/png", "image/jpeg", "image/webp"})
    Person set(@RequestBody byte[] sent, Principal caller) {
        return change(new UserId(caller.getName()), pictures.make(sent));
    }

    @DeleteMapping("/me/avatar")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal caller) {
        var _ = change(new UserId(caller.getName()), null);
    }

    private Person change(UserId person, byte @Nullable [] picture) {
        if (!accounts.picture(person, picture)) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased");
        }
        return people.named(person);
    }

    @GetMapping("/avatars/{person}/{version}")
    ResponseEntity<byte[]> show(@PathVariable UserId person, @PathVariable String version) {
        if (version.equals(AvatarAddress.GENERATED)) {
            return answer(SVG, GENERATED_IS_KEPT, GeneratedAvatar.of(seed(person)));
        }
        byte[] picture = avatars.find(person, version)
                .orElseThrow(() -> new Refused(RefusalCode.NOT_FOUND, "There is no such picture"));
        PictureFormat format = PictureFormat.of(picture).orElseThrow();
        return answer(MediaType.parseMediaType(format.mediaType()), A_VERSION_IS_KEPT, picture);
    }

    private String seed(UserId person) {
        String handle = people.named(person).handle();
        return handle == null || handle.equals(Person.REMOVED) ? person.value() : handle;
    }

    private static ResponseEntity<byte[]> answer(MediaType type, Duration kept, byte[] picture) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(kept).cachePublic())
                .header("Content-Security-Policy", NOTHING_ELSE)
                .body(picture);
    }
}
