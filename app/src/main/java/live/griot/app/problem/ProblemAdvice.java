package live.griot.app.problem;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_MEDIA_TYPE;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.live.ReadProgress;
import live.griot.api.refusal.Refused;
import live.griot.api.store.StoreFailure;
import live.griot.app.metrics.RefusalCounts;
import live.griot.app.web.PageOfNothing;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every error into problem details with a stable code. What nobody foresaw is logged whole and told as little as can be. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final PageOfNothing page;
    private final ReadProgress readModels;
    private final RefusalCounts refusals;

    ProblemAdvice(PageOfNothing page, ReadProgress readModels, RefusalCounts refusals) {
        this.page = page;
        this.readModels = readModels;
        this.refusals = refusals;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refused refused) {
        Refused no = readModels.truthOf(refused);
        return answer(Problems.of(no), whatToDo(no));
    }

    /** When to try again, and which credentials to show (RFC 9110, section 11.6.1). */
    private static HttpHeaders whatToDo(Refused no) {
        HttpHeaders headers = new HttpHeaders();
        if (no.code().status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Duration wait = no.retryAfter();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Problems.retryAfter(wait));
        }
        return headers;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException mismatch) {
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answer(Problems.of(NOT_FOUND, "There is nothing at this address"), new HttpHeaders());
        }
        return answer(Problems.ofField(mismatch.getName(), "is not valid"), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidParameterException undecodable) {
        return answer(Problems.of(MALFORMED_REQUEST, "The address cannot be decoded"), new HttpHeaders());
    }

    /** The firewall looks at a header when it is read first, which may be here. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestRejectedException rejected) {
        return answer(
                Problems.of(MALFORMED_REQUEST, "A header has characters that may not be there"), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidMediaTypeException unreadable) {
        return answer(Problems.of(UNSUPPORTED_MEDIA_TYPE, "The content type cannot be read"), new HttpHeaders());
    }

    /** Who sent a broken body and may still listen, or has gone; none of it is a fault here. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ClientAbortException gone) {
        return answer(Problems.of(MALFORMED_REQUEST, "The body did not arrive whole"), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(BadRequestException broken) {
        return answer(Problems.of(MALFORMED_REQUEST, "The body cannot be read"), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception unforeseen) {
        Optional<Refused> no = StoreFailure.refusal(unforeseen);
        if (no.isPresent()) {
            return on(no.get());
        }
        LOG.error("A request failed in a way that nobody foresaw", unforeseen);
        return answer(Problems.unforeseen(), new HttpHeaders());
    }

    /** Who looks for a page gets one. */
    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException nothing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest asked = ((ServletWebRequest) request).getRequest();
        String accept = Objects.requireNonNullElse(asked.getHeader(HttpHeaders.ACCEPT), "");
        return page.isLookedFor(asked.getMethod(), asked.getRequestURI(), accept)
                ? page.answer()
                : json(Problems.of(NOT_FOUND, "There is nothing at this address"), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Refused.FieldError> errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new Refused.FieldError(
                        error.getField(),
                        error.getDefaultMessage() == null ? "is not valid" : error.getDefaultMessage()))
                .sorted(Comparator.comparing(Refused.FieldError::field).thenComparing(Refused.FieldError::message))
                .toList();
        ProblemDetail problem = Problems.of(
                VALIDATION_FAILED,
                errors.isEmpty()
                        ? "Something in the request is not valid"
                        : "%s %s"
                                .formatted(
                                        errors.getFirst().field(),
                                        errors.getFirst().message()));
        problem.setProperty("errors", errors);
        return json(problem, headers);
    }

    /** What stands in the address is not valid. */
    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ParameterValidationResult first =
                invalid.getParameterValidationResults().getFirst();
        String field = String.valueOf(first.getMethodParameter().getParameterName());
        String message = first.getResolvableErrors().getFirst().getDefaultMessage();
        return json(Problems.ofField(field, message == null ? "is not valid" : message), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused no) {
                return json(Problems.of(no), headers);
            }
        }
        return json(Problems.of(MALFORMED_REQUEST, "The body is not the JSON that this call takes"), headers);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = body instanceof ProblemDetail given && given.getDetail() != null
                ? given.getDetail()
                : "The request cannot be answered";
        return json(
                status.is5xxServerError()
                        ? Problems.unforeseen()
                        : Problems.of(Problems.codeOf(status.value()), detail),
                headers);
    }

    private ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        refusals.told(Problems.codeOf(problem));
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private ResponseEntity<Object> json(ProblemDetail problem, HttpHeaders headers) {
        refusals.told(Problems.codeOf(problem));
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
