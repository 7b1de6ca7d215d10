package live.griot.app.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.axonframework.config.ConfigurerModule;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the key's parts where they belong: commands write themselves into claims, and the published interface names the header. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
@EnableScheduling
class IdempotencyConfiguration {
    @Bean
    ConfigurerModule commandsWrittenIntoClaims(ClaimedCommands claimedCommands) {
        return configurer -> configurer.onInitialize(
                configuration -> configuration.commandBus().registerHandlerInterceptor(claimedCommands));
    }

    @Bean
    OpenApiCustomizer namesTheKey() {
        return openApi -> openApi.getPaths().forEach((path, calls) -> {
            if (calls.getPost() != null && KeyedCalls.mayCarryAKey(path)) {
                nameTheKey(calls.getPost());
            }
        });
    }

    private static void nameTheKey(Operation post) {
        post.addParametersItem(new HeaderParameter()
                .name(IdempotencyKey.HEADER)
                .description("The same key from the same user gives the first answer again")
                .required(false)
                .schema(new StringSchema()
                        .maxLength(IdempotencyKey.MAX_LENGTH)
                        .pattern("^" + IdempotencyKey.SHAPE + "$")));
    }
}
