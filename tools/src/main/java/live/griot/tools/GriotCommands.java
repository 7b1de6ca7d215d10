package live.griot.tools;

import java.util.Set;
import live.griot.tools.load.LoadCommand;
import live.griot.tools.publish.PublishCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** What the program does instead of serving, when its first argument says so. */
@Command(
        name = "griot",
        mixinStandardHelpOptions = true,
        version = "Griot 0.1.0",
        description = {
            "A self-hosted live streaming platform. Without a command it serves; properties such as --server.port=8081 say how.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "  replay <projection>",
            "           Asks the program that runs on this machine to rebuild a projection.",
            "  recordings list | verify | export <id> <file>",
            "           Looks at the recordings that are on this machine."
        },
        subcommands = {PublishCommand.class, LoadCommand.class})
public final class GriotCommands {
    private static final Set<String> FIRST_WORDS = Set.of("publish", "load", "--help", "-h", "--version", "-V");

    /** Made by the parser of the command line. */
    GriotCommands() {}

    /** Returns whether a command line is for one of the commands, and not for the server. */
    public static boolean areMeantBy(String... arguments) {
        return arguments.length > 0 && FIRST_WORDS.contains(arguments[0]);
    }

    /** Carries a command out and blocks until that is done; returns the exit code. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new GriotCommands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(GriotCommands::refuse);
    }

    /** What is wrong in one line, and not the whole manual. */
    private static int refuse(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .printf(
                        "%s (%s --help says more)%n",
                        wrong.getMessage(), command.getCommandSpec().qualifiedName());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
