package cn.biaozhengtong.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.biaozhengtong.kit.problem.ProblemCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What is chosen from a list is chosen by its name.
class EnumsTest {
    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withInitializer(new ConfigDataApplicationContextInitializer())
                    .withPropertyValues("spring.config.import=classpath:platform.yml")
                    .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class));

    record Wish(ProblemCategory category) {}

    private static Wish read(ApplicationContext context, String value) {
        return context.getBean(JsonMapper.class)
                .readValue("{\"category\":" + value + "}", Wish.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "\"0\"", "\"1\"", "1.0"})
    void item10_ordinal_isNoName(String value) {
        service.run(context ->
                assertThatThrownBy(() -> read(context, value))
                        .isInstanceOf(JacksonException.class));
    }

    record Size(long size) {}

    @Test
    void aPartOfANumber_isNotTheNumber() {
        service.run(context ->
                assertThatThrownBy(() ->
                                context.getBean(JsonMapper.class)
                                        .readValue("{\"size\":1.5}", Size.class))
                        .isInstanceOf(JacksonException.class));
    }

    @Test
    void item10_name_is() {
        service.run(context ->
                assertThat(read(context, "\"invalid\"").category())
                        .isEqualTo(ProblemCategory.invalid));
    }
}
