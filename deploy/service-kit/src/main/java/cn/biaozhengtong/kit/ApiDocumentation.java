package cn.biaozhengtong.kit;

import cn.biaozhengtong.kit.device.DeviceKey;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.web.DocumentedWith;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The API's description as the gateway shows it: its own address, bearer tokens, and a problem
/// document behind every operation.
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {
    private static final String PROBLEM = "Problem";
    private static final String DEVICE = "device";

    static {
        // Come from the token and the proof, not from the request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, DeviceKey.class);
    }

    @Bean
    OpenAPI describedApi(@Value("${spring.application.name}") String name) {
        return new OpenAPI()
                .info(new Info().title(name).version("v1"))
                .servers(List.of(new Server().url("/")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "token",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT"))
                                .addSecuritySchemes(
                                        DEVICE,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.HEADER)
                                                .name("DPoP")
                                                .description(
                                                        "The device's proof of this request (RFC 9449, deploy/adr/0014)")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /// Such as `Message.list`: springdoc's own numbers depend on the order of its discoveries.
    @Bean
    OperationCustomizer namedOperations() {
        return (operation, handler) -> {
            DocumentedWith with = handler.getBeanType().getAnnotation(DocumentedWith.class);
            String controller =
                    (with == null ? handler.getBeanType() : with.value()).getSimpleName();
            if (with != null) {
                operation.tags(List.of(tag(controller)));
            }
            return operation.operationId(
                    controller.replace("Controller", "") + "." + handler.getMethod().getName());
        };
    }

    /// As springdoc makes it of a controller's name.
    private static String tag(String controller) {
        return controller.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// What needs the device's proof instead of a token, or beside it though it only reads.
    @Bean
    OperationCustomizer proofsAsked() {
        return (operation, handler) -> {
            boolean proved =
                    Stream.of(handler.getMethodParameters())
                            .anyMatch(it -> it.getParameterType() == DeviceKey.class);
            if (proved) {
                operation.addSecurityItem(new SecurityRequirement().addList(DEVICE));
            } else if (handler.hasMethodAnnotation(FreshProof.class)) {
                operation.addSecurityItem(
                        new SecurityRequirement().addList("token").addList(DEVICE));
            }
            return operation;
        };
    }

    /// What needs it beside a token: whatever a phone changes.
    @Bean
    OpenApiCustomizer proofsOfChanges() {
        SecurityRequirement both = new SecurityRequirement().addList("token").addList(DEVICE);
        return api ->
                api.getPaths()
                        .forEach((path, item) ->
                                item.readOperationsMap()
                                        .forEach((method, operation) -> {
                                            boolean changes =
                                                    path.startsWith("/api/")
                                                            && method != PathItem.HttpMethod.GET;
                                            if (changes && operation.getSecurity() == null) {
                                                operation.addSecurityItem(both);
                                            }
                                        }));
    }

    @Bean
    OpenApiCustomizer problemsEverywhere() {
        ApiResponse refusal =
                new ApiResponse()
                        .description("A refusal (RFC 9457)")
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref(PROBLEM))));
        return api -> {
            // Only now: springdoc drops what no operation refers to before.
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation ->
                            operation.getResponses().addApiResponse("default", refusal));
        };
    }

    /// One example per operation, from `openapi-examples.json`, where it has one.
    @Bean
    OpenApiCustomizer examples() throws IOException {
        ClassPathResource file = new ClassPathResource("openapi-examples.json");
        Map<String, Map<String, Object>> examples =
                file.exists()
                        ? new JsonMapper()
                                .readValue(file.getContentAsByteArray(), new TypeReference<>() {})
                        : Map.of();
        return api ->
                api.getPaths()
                        .forEach((path, item) ->
                                item.readOperationsMap()
                                        .forEach((method, operation) ->
                                                show(
                                                        examples.getOrDefault(
                                                                method + " " + path, Map.of()),
                                                        operation)));
    }

    private static void show(Map<String, Object> example, Operation operation) {
        if (example.containsKey("request") && operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), example.get("request"));
        }
        ApiResponse answer = operation.getResponses().get(String.valueOf(example.get("status")));
        if (example.containsKey("response") && answer != null) {
            show(answer.getContent(), example.get("response"));
        }
    }

    private static void show(@Nullable Content content, @Nullable Object example) {
        MediaType json = content == null ? null : content.get("application/json");
        if (json != null) {
            json.setExample(example);
        }
    }

    private static Schema<?> problem() {
        ObjectSchema problem = new ObjectSchema();
        problem.addProperty("type", new StringSchema().description("permanent; branch on it"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema());
        problem.addProperty(
                "actor", new StringSchema()._enum(List.of("caller", "user", "operator", "wait")));
        problem.setRequired(List.of("type", "title", "status", "actor"));
        return problem;
    }
}
