package live.griot.chat.message;

import live.griot.api.chat.MessageSent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Has the messages that came before an event written before the event is handled by any of the chat's projections. */
final class OthersAfterMessages implements MessageHandlerInterceptor<EventMessage<?>> {
    private final ArrivingMessages messages;

    OthersAfterMessages(ArrivingMessages messages) {
        this.messages = messages;
    }

    @Override
    public Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain) throws Exception {
        if (!MessageSent.class.equals(unit.getMessage().getPayloadType())) {
            messages.write();
        }
        return chain.proceed();
    }
}
