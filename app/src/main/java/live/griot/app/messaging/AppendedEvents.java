package live.griot.app.messaging;

import live.griot.api.EventLog;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.springframework.stereotype.Component;

/** Appends events of no aggregate to the event store. */
@Component
class AppendedEvents implements EventLog {
    private final EventGateway gateway;

    AppendedEvents(EventGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void append(Object event) {
        gateway.publish(event);
    }
}
