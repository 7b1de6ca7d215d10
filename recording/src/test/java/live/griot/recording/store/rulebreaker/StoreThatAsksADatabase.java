package live.griot.recording.store.rulebreaker;

import java.sql.Connection;

/** Breaks the rule that the store knows no database. */
public record StoreThatAsksADatabase(Connection connection) {}
