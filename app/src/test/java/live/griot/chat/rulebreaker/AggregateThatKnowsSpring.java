package live.griot.chat.rulebreaker;

import live.griot.api.chat.SendMessage;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.util.Assert;

/** Breaks the rule that the domain knows no Spring. */
public class AggregateThatKnowsSpring {
    @CommandHandler
    void handle(SendMessage command) {
        Assert.notNull(command, "no command");
    }
}
