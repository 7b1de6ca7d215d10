package live.griot.identity.credential;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody whether new people may come, so that a page asks for no more than it must. */
@RestController
@RequestMapping("/api/auth")
class RegistrationController {
    private final Registrations registrations;

    RegistrationController(Registrations registrations) {
        this.registrations = registrations;
    }

    /** For whom registration is open. */
    record RegistrationView(RegistrationProperties.Mode mode) {}

    @GetMapping("/registration")
    RegistrationView registration() {
        return new RegistrationView(registrations.mode());
    }
}
