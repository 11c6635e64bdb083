package dev.hearsay.feeds.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderProfileTest {
    private static ProviderProfile profile(String yaml) {
        return ProviderProfile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "quill.yaml");
    }

    @Test
    void bundledProfilesAreFoundByIssuerAndById() {
        ProviderProfiles bundled = ProviderProfiles.bundled();
        assertThat(bundled.of(Optional.of("ntb"), "x"))
                .map(ProviderProfile::name)
                .contains("ntb");
        assertThat(bundled.of(Optional.empty(), "http://tt.se/media/text/1"))
                .map(ProviderProfile::name)
                .contains("tt");
        assertThat(bundled.of(Optional.of("Quill"), "tag:quill.example,2031:1")).isEmpty();
    }

    @Test
    void profileOfAUserWinsOverABundledOne() {
        ProviderProfiles profiles = ProviderProfiles.bundled().with(profile("name: mine\nproviders: [NTB]\n"));
        assertThat(profiles.of(Optional.of("NTB"), "x"))
                .map(ProviderProfile::name)
                .contains("mine");
    }

    @Test
    void faultsAreSaidInOneSentence() {
        assertThatThrownBy(() -> profile("name: a\n")).hasMessageStartingWith("quill.yaml: it names neither");
        assertThatThrownBy(() -> profile("providers: [A]\n")).hasMessage("quill.yaml: it has no 'name'");
        assertThatThrownBy(() -> profile("name: a\nproviders: [A]\nid: '(.*)'\n"))
                .hasMessageContaining("(?<id>");
        assertThatThrownBy(() -> profile("name: a\nids: '(['\n")).hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> profile("name: a\nproviders: [A]\nzone: Moon\n"))
                .isInstanceOf(ProfileException.class);
        assertThatThrownBy(() -> profile("name: a\nproviders: [A]\nstatuses: {x: sold}\n"))
                .hasMessageContaining("'statuses.x' is not what it should be");
        assertThatThrownBy(() -> profile("name: a\nfarbe: rot\n")).hasMessageContaining("'farbe' means nothing here");
        assertThatThrownBy(() -> profile("")).hasMessage("quill.yaml is empty");
    }
}
