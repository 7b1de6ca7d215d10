package live.griot.app.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import live.griot.api.refusal.RefusalCode;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the interface, its credentials, and how it refuses: what holds for every call, and no controller says. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final Summaries SUMMARIES = new Summaries();

    /** Calls that answer with a body or, when there is nothing to tell, without one. */
    private static final Map<String, PathItem.HttpMethod> WITH_A_BODY_OR_WITHOUT = Map.of(
            "/api/sessions/current",
            PathItem.HttpMethod.GET,
            "/api/edge/whip/{resource}",
            PathItem.HttpMethod.PATCH,
            "/api/edge/whep/{resource}",
            PathItem.HttpMethod.PATCH,
            "/api/sessions/{id}/recording",
            PathItem.HttpMethod.GET);

    /** What is made when it is asked for first. */
    private static final Set<String> MADE_WHEN_ASKED =
            Set.of("/api/recordings/{id}/download", "/api/recordings/{id}/thumbnails.vtt");

    @Bean
    OpenAPI describedInterface() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Griot")
                                .version("1")
                                .description(
                                        "Live streaming of your own: accounts, sessions, invitations, chat and moderation,"
                                                + " and the media edge by WHIP and WHEP. Times are RFC 3339 in UTC, durations ISO 8601."))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("An access token; at the edge's addresses a ticket")))
                // What is public may be read without.
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .addSecurityItem(new SecurityRequirement());
    }

    @Bean
    OpenApiCustomizer saysHowItRefuses() {
        return openApi -> {
            openApi.getComponents().addSchemas(PROBLEM, problem());
            openApi.getPaths().forEach(OpenApiConfiguration::complete);
        };
    }

    private static void complete(String path, PathItem calls) {
        calls.readOperationsMap().forEach((method, call) -> call.setSummary(SUMMARIES.of(method.name(), path)));
        calls.readOperations().forEach(OpenApiConfiguration::mayRefuse);
        Operation either = calls.readOperationsMap().get(WITH_A_BODY_OR_WITHOUT.get(path));
        if (either != null) {
            either.getResponses().addApiResponse("204", new ApiResponse().description("No Content"));
        }
        if (MADE_WHEN_ASKED.contains(path)) {
            calls.getGet()
                    .getResponses()
                    .addApiResponse(
                            "202", new ApiResponse().description("It is being made: ask again after Retry-After"));
        }
    }

    private static void mayRefuse(Operation call) {
        call.getResponses()
                .setDefault(new ApiResponse()
                        .description("Refused: nothing has changed")
                        .content(new Content()
                                .addMediaType(
                                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema().addProperty("field", new StringSchema()).addProperty("message", new StringSchema());
        StringSchema code = new StringSchema();
        List.of(RefusalCode.values()).forEach(known -> code.addEnumItem(known.name()));
        code.addEnumItem("INTERNAL_ERROR");
        return new ObjectSchema()
                .description("Problem details (RFC 9457)")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty("instance", new StringSchema().description("The address that was asked"))
                .addProperty("code", code.description("What happened, for programs; more may come"))
                .addProperty(
                        "errors", new ArraySchema().items(error).description("With VALIDATION_FAILED: which fields"))
                .required(List.of("title", "status"));
    }
}
