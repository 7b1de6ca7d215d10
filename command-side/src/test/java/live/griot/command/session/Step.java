package live.griot.command.session;

/**
 * One random command: what, by whom and to whom, with all smaller choices in one number, so many seconds after the one before. It
 * becomes a command when its turn comes, so that it fits what has happened until then, and still does when others are left out.
 */
record Step(Move move, Who by, Who whom, long choice, int seconds) {}
