package live.griot.identity;

import java.time.Duration;
import live.griot.api.refusal.Refused;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Stands in for the application's problem details, which are not this module's: a refusal's status, its code, and how long to wait. */
@RestControllerAdvice
public class RefusedAsStatus {
    @ExceptionHandler
    ResponseEntity<String> refused(Refused refused) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(refused.code().status());
        Duration wait = refused.retryAfter();
        if (wait != null) {
            answer.header("Retry-After", String.valueOf(wait.toSeconds() + 1));
        }
        return answer.body(refused.code().name());
    }
}
