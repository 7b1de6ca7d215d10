package live.griot.app.admin;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells admins at a glance how the installation fares; what watches over the program asks the operator's port. */
@RestController
@RequestMapping("/api/admin/health")
class HealthController {
    private final HealthGlance glance;

    HealthController(HealthGlance glance) {
        this.glance = glance;
    }

    @GetMapping
    HealthView health() {
        return glance.now();
    }
}
