package dev.hearsay.feeds.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.feeds.ReadLimits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void nothingIsNoValue(String text) {
        assertThatThrownBy(() -> new JsonText(ReadLimits.DEFAULT).single(text))
                .isInstanceOf(JsonText.Fault.class)
                .hasMessage("it holds no JSON value");
    }
}
