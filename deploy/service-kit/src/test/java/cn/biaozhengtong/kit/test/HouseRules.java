package cn.biaozhengtong.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.Repository;

/// The rules that every service's packages keep; a service has a test that extends this.
public abstract class HouseRules {
    private static final Map<String, JavaClasses> READ = new ConcurrentHashMap<>();

    /// The service's own, without tests; read once.
    protected final JavaClasses classes =
            READ.computeIfAbsent(getClass().getPackageName(), HouseRules::read);

    private static JavaClasses read(String service) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(service);
    }

    @Test
    void packages_withEmptyWords_doNotExist() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..",
                        "..impl..",
                        "..dto..",
                        "..util..",
                        "..common..",
                        "..manager..")
                .check(classes);
    }

    @Test
    void featureRoots_useNoAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..web..", "..messaging..", "..provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        getClass().getPackageName() + "..web..",
                        getClass().getPackageName() + "..messaging..",
                        getClass().getPackageName() + "..provider..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void features_useEachOtherOneWay() {
        slices().matching(getClass().getPackageName() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    /// Escrow stores private keys, sealed; nobody else has a reason to see one.
    @Test
    void rawPrivateKeys_areTouchedByTheListedOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.escrow\\.KeyManagementCentre")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("cn.biaozhengtong.crypto.danger..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void adapters_doNotUseEachOther() {
        noClasses()
                .that()
                .resideInAPackage("..web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..provider..", "..messaging..")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("..messaging..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..provider..", getClass().getPackageName() + "..web..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void fields_areNotInjected() {
        noFields().should().beAnnotatedWith(Autowired.class).allowEmptyShould(true).check(classes);
    }

    @Test
    void bouncyCastle_staysInCryptoCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("cn.biaozhengtong.crypto.internal..")
                .check(classes);
    }

    /// Classes whose ids are still raw.
    protected Set<String> withRawIds() {
        return Set.of();
    }

    /// Who is taken for where, sooner or later. Adapters read what is on the wire; a store's query
    /// has a typed method beside it; a record that nobody else sees is a row or a message.
    @Test
    void ids_areTypes() {
        List<String> found =
                classes.stream()
                        .filter(it ->
                                !it.getPackageName()
                                        .matches(".*\\.(web|provider|messaging)(\\..*)?"))
                        .filter(it -> !it.isAssignableTo(Repository.class))
                        .filter(it -> !it.isAnonymousClass())
                        .filter(it ->
                                !it.isRecord() || it.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(it -> !withRawIds().contains(it.getSimpleName()))
                        .flatMap(it -> it.getCodeUnits().stream())
                        .filter(it -> !it.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(it -> !it.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(HouseRules::takesTwoRawIds)
                        .map(JavaCodeUnit::getFullName)
                        .toList();
        assertThat(found).isEmpty();
    }

    private static boolean takesTwoRawIds(JavaCodeUnit it) {
        return it.getRawParameterTypes().stream()
                        .filter(type -> type.isEquivalentTo(UUID.class))
                        .count()
                > 1;
    }

    /// What follows what stands in one table for each machine; a word typed elsewhere knows nothing
    /// of it. Adapters read the words of others.
    @Test
    void states_areNoWordsInCode() throws IOException {
        Pattern word = Pattern.compile("SET state = '|state\\(\\)\\.equals\\(\"");
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            List<Path> found = new ArrayList<>();
            for (Path it : all.filter(file -> file.toString().endsWith(".java")).toList()) {
                boolean adapter = it.toString().contains("/provider/");
                if (!adapter && word.matcher(Files.readString(it)).find()) {
                    found.add(it);
                }
            }
            assertThat(found).isEmpty();
        }
    }

    /// Before `byte[]` they would be of a byte, which nobody checks.
    @Test
    void constraintsOfBytes_areOfTheArray() throws IOException {
        Pattern lost = Pattern.compile("<(@\\w+(\\([^)]*\\))?\\s+)+\\w+\\[\\]>");
        assertThat(lost.matcher("List<@NotNull @Size(max = 3) byte[]>").find()).isTrue();
        assertThat(lost.matcher("List<byte @NotNull @Size(max = 3) []>").find()).isFalse();
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            for (Path it : all.filter(each -> each.toString().endsWith(".java")).toList()) {
                assertThat(lost.matcher(Files.readString(it)).find()).as(it.toString()).isFalse();
            }
        }
    }

    @Test
    void names_areWordsOfTheDomain() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .check(classes);
    }
}
