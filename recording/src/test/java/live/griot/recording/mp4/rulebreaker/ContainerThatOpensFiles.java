package live.griot.recording.mp4.rulebreaker;

import java.nio.file.Path;

/** Breaks the rule that containers know no file. */
public record ContainerThatOpensFiles(Path file) {}
