package live.griot.app;

import java.time.Clock;
import live.griot.app.recording.RecordingsCommand;
import live.griot.app.replay.ReplayCommand;
import live.griot.app.stopping.SecondSignal;
import live.griot.tools.GriotCommands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The whole platform in one process: sessions, chat, the live socket, the media edge and the web client. */
@SpringBootApplication(
        // Where beans are. The whole of live.griot would be a thousand classes more to open at each start.
        scanBasePackages = {
            "live.griot.app",
            "live.griot.chat",
            "live.griot.command",
            "live.griot.edge.control",
            "live.griot.edge.preview",
            "live.griot.edge.signaling",
            "live.griot.identity",
            "live.griot.query",
            "live.griot.recording"
        },
        exclude =
                ErrorMvcAutoConfiguration
                        .class) // Errors are answered where they are seen; no address answers for them.
public class Griot {
    /**
     * Starts the platform; configuration is {@code griot.*} properties or {@code GRIOT_*} variables. With {@code replay} as the first
     * argument it asks the platform that runs on this machine to rebuild a projection instead, and exits with 0 or 1; with {@code
     * recordings} it looks at the recordings that are on this machine. With a command of
     * {@link GriotCommands} it carries that out and starts no server.
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(ReplayCommand.NAME)) {
            System.exit(new ReplayCommand(System.out, System.err).run(args));
        }
        if (args.length > 0 && args[0].equals(RecordingsCommand.NAME)) {
            System.exit(new RecordingsCommand(System.out, System.err).run(args));
        }
        if (GriotCommands.areMeantBy(args)) {
            System.exit(GriotCommands.run(args));
        }
        SecondSignal.endsAtOnce();
        SpringApplication.run(Griot.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
