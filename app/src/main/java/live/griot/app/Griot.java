package live.griot.app;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The whole platform in one process: sessions, chat, the live socket, the media edge and the web client. */
@SpringBootApplication(scanBasePackages = "live.griot")
public class Griot {
    /** Starts the platform; configuration is {@code griot.*} properties or {@code GRIOT_*} variables. */
    public static void main(String[] args) {
        SpringApplication.run(Griot.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
