package live.griot.app.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.app.problem.ProblemWriter;
import live.griot.app.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives the first answer again to a POST that somebody signed in sends twice with one {@code Idempotency-Key}, whichever controller
 * answers it. Only success is kept: a refusal changed nothing, so the same key may try again. Last of all filters, so that it knows
 * who calls.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class IdempotencyFilter extends OncePerRequestFilter {
    /** Says that an answer was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);

    private final Admission admission;
    private final Claims claims;
    private final ProblemWriter problems;

    IdempotencyFilter(Admission admission, Claims claims, ProblemWriter problems) {
        this.admission = admission;
        this.claims = claims;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals(HttpMethod.POST.name())
                || request.getHeader(IdempotencyKey.HEADER) == null
                || !KeyedCalls.mayCarryAKey(request.getServletPath())
                || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<IdempotencyKey> key = IdempotencyKey.of(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
        if (key.isEmpty()) {
            problems.write(
                    response,
                    Problems.ofField(
                            IdempotencyKey.HEADER,
                            "must be 1 to %d visible ASCII characters".formatted(IdempotencyKey.MAX_LENGTH)));
            return;
        }
        try {
            answer(key.get(), request, response, chain);
        } catch (Refused no) {
            problems.write(response, no);
        }
    }

    private void answer(IdempotencyKey key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readAllBytes();
        String query = request.getQueryString();
        String target = query == null ? request.getServletPath() : request.getServletPath() + "?" + query;
        ClaimKey claimed = new ClaimKey(new UserId(request.getUserPrincipal().getName()), key.hash());
        Claims.Outcome outcome = admission.await(claimed, key.fingerprint(target, body));
        if (outcome instanceof Claims.Answered before) {
            replay(before.answer(), response);
        } else if (outcome instanceof Claims.Granted granted) {
            ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
            try {
                handle(granted.claim(), new RepeatableBody(request, body), buffered, chain);
            } finally {
                admission.finished(claimed);
            }
            buffered.copyBodyToResponse();
        }
    }

    private void handle(
            Claim claim, HttpServletRequest request, ContentCachingResponseWrapper response, FilterChain chain)
            throws ServletException, IOException {
        boolean answered = false;
        try {
            within(claim, request, response, chain);
            answered = true;
        } finally {
            settle(claim, answered, response);
        }
    }

    /** What cannot be written down now is not lost: the next attempt finds in the claim what is on disk, and goes on from there. */
    private void settle(Claim claim, boolean answered, ContentCachingResponseWrapper response) {
        try {
            boolean kept = answered && isWorthKeeping(response) && claims.keep(claim, stored(response));
            if (!kept) {
                claims.release(claim);
            }
        } catch (DataAccessException failure) {
            LOG.warn("The answer to a keyed request could not be kept", failure);
        }
    }

    private static boolean isWorthKeeping(ContentCachingResponseWrapper response) {
        return HttpStatus.Series.resolve(response.getStatus()) == HttpStatus.Series.SUCCESSFUL
                && response.getContentSize() <= Claims.MAX_BODY;
    }

    private static StoredAnswer stored(ContentCachingResponseWrapper response) {
        return StoredAnswer.of(
                response.getStatus(),
                response.getContentType(),
                response.getHeader(HttpHeaders.LOCATION),
                response.getContentAsByteArray());
    }

    private static void replay(StoredAnswer answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body();
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static void within(Claim claim, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            ScopedValue.where(Claim.CURRENT, claim).call(() -> {
                chain.doFilter(request, response);
                return claim;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("No filter chain throws this", impossible);
        }
    }
}
