package live.griot.api;

/**
 * A command that makes something new which no rule refuses, and touches nothing else: it may be stored in one transaction with others
 * of its kind that come at the same moment.
 */
public interface GroupedCommand {}
