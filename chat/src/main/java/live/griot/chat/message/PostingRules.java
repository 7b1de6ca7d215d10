package live.griot.chat.message;

import java.util.List;

/** Everything that can refuse a message, in the order in which it is asked. Thread-safe. */
record PostingRules(List<PostingRule> inOrder) {
    PostingRules {
        inOrder = List.copyOf(inOrder);
    }

    /** Throws the refusal of the first rule that says no. */
    void check(Draft draft) {
        inOrder.forEach(rule -> rule.check(draft));
    }
}
