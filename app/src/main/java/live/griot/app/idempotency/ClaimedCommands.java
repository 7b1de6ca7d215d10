package live.griot.app.idempotency;

import java.util.Optional;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.app.messaging.OwnTransaction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.commandhandling.distributed.UnresolvedRoutingKeyPolicy;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes each command of a keyed request into the request's claim, in the transaction that stores its events: so the claim knows
 * for sure what is on disk, whenever the program is killed. A command that an earlier attempt brought to disk is not handled
 * again. Thread-safe.
 */
@Component
class ClaimedCommands implements MessageHandlerInterceptor<CommandMessage<?>>, OwnTransaction {
    private static final RoutingStrategy TARGET = AnnotationRoutingStrategy.builder()
            .fallbackRoutingStrategy(UnresolvedRoutingKeyPolicy.STATIC_KEY)
            .build();

    private final Claims claims;

    ClaimedCommands(Claims claims) {
        this.claims = claims;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        // A command sent while another is handled shares that one's transaction, and with it that one's entry.
        if (!Claim.CURRENT.isBound() || work.parent().isPresent()) {
            return chain.proceed();
        }
        Claim claim = Claim.CURRENT.get();
        String step = nameOf(work.getMessage());
        Optional<String> before = claim.doneBefore();
        if (before.isPresent()) {
            return passOver(claim, before.get(), step);
        }
        Object answer = chain.proceed();
        claims.write(claim, claim.doneWith(step));
        work.afterCommit(committed -> claim.did(step));
        return answer;
    }

    @Override
    public boolean isNeeded() {
        return Claim.CURRENT.isBound();
    }

    /** What the earlier attempt's handler returned is not known any more. */
    private static @Nullable Object passOver(Claim claim, String before, String step) {
        if (!before.equals(step)) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "This was carried out at an earlier attempt whose answer is lost, and cannot be told again");
        }
        claim.pass();
        return null;
    }

    private static String nameOf(CommandMessage<?> command) {
        return command.getPayloadType().getSimpleName() + " " + TARGET.getRoutingKey(command);
    }
}
