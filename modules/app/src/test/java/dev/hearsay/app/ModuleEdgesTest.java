package dev.hearsay.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Modules may know each other only along the edges that the design names; only app wires. */
class ModuleEdgesTest {
    /** A module and the modules of ours that it may use. */
    private static final Map<String, Set<String>> EDGES = Map.of(
            "contracts", Set.of(),
            "extract", Set.of(),
            "broker", Set.of(),
            "feeds", Set.of("contracts"),
            "streams", Set.of("contracts", "extract"),
            "store", Set.of("contracts"),
            "web", Set.of("contracts", "store"),
            "app", Set.of("contracts", "extract", "broker", "feeds", "streams", "store", "web"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hearsay");

    @TestFactory
    Stream<DynamicTest> aModuleUsesOnlyTheModulesBeforeIt() {
        return EDGES.keySet().stream()
                .sorted()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    String[] forbidden = EDGES.keySet().stream()
                            .filter(other ->
                                    !other.equals(module) && !EDGES.get(module).contains(other))
                            .map(other -> "dev.hearsay." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("dev.hearsay." + module + "..")
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(forbidden))
                            .allowEmptyShould(forbidden.length == 0)
                            .check(CLASSES);
                }));
    }

    @Test
    void everyClassBelongsToAModule() {
        assertThat(CLASSES).allSatisfy(type -> assertThat(type.getPackageName()
                        .replaceFirst("^dev\\.hearsay\\.", "")
                        .split("\\.")[0])
                .isIn(EDGES.keySet()));
    }

    @Test
    void packagesAreNamedAfterFeatures() {
        assertThat(CLASSES).allSatisfy(type -> assertThat(type.getPackageName().split("\\."))
                .doesNotContain("util", "utils", "common", "helper", "helpers", "manager", "impl"));
    }
}
