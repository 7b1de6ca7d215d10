package live.griot.app.problem;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.METHOD_NOT_ALLOWED;
import static live.griot.api.refusal.RefusalCode.NOT_ACCEPTABLE;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.TOO_LARGE;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_MEDIA_TYPE;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every error into problem details with a stable code. What nobody foresaw is logged whole and told as little as can be. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refused no) {
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

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception unforeseen) {
        LOG.error("A request failed in a way that nobody foresaw", unforeseen);
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        problem.setDetail("Something went wrong here; it was not your request");
        problem.setProperty("code", "INTERNAL_ERROR");
        return answer(problem, new HttpHeaders());
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
        RefusalCode code = codeOf(status);
        ProblemDetail problem =
                code == null ? ProblemDetail.forStatusAndDetail(status, detail) : Problems.of(code, detail);
        return json(problem, headers);
    }

    private static @Nullable RefusalCode codeOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> MALFORMED_REQUEST;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> null;
        };
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> json(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
