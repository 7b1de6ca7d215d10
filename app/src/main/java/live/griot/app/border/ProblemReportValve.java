package live.griot.app.border;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import live.griot.api.refusal.RefusalCode;
import live.griot.app.problem.ProblemWriter;
import live.griot.app.problem.Problems;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Gives whatever was refused without a word its problem details: what Tomcat cannot read and no filter sees, what a filter or the
 * handshake of a socket ended with a bare status, and what failed outside of every controller.
 */
public final class ProblemReportValve extends ErrorReportValve {
    private final ProblemWriter problems;

    /** Answers with that writer. */
    public ProblemReportValve(ProblemWriter problems) {
        this.problems = problems;
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (!request.isAsync() && !response.isErrorReportRequired()) {
            report(request, response, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || response.isCommitted()
                || isForeseen(response)) {
            return;
        }
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            RefusalCode code = code(response.getStatus());
            if (code == null) {
                problems.write(response, Problems.unforeseen());
            } else {
                problems.write(response, code, code.title());
            }
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // Nobody is there to be told.
        }
    }

    /** Who says when to come again knows why: to a player, that what it asks for is not there yet. */
    private static boolean isForeseen(Response response) {
        return response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                && response.getHeader("Retry-After") != null;
    }

    private static @Nullable RefusalCode code(int status) {
        return status >= 500 && status != 501 && status != 505 ? null : Problems.codeOf(status);
    }
}
