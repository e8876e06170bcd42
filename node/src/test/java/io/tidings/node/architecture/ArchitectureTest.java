package io.tidings.node.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidings.node.store.Store;
import java.util.Set;

/** The arrows of the design, held by the build. */
@AnalyzeClasses(packages = "io.tidings", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String STIX = "io.tidings.stix..";
    private static final String SERVER = "io.tidings.taxii.server..";
    private static final String CLIENT = "io.tidings.taxii.client..";
    private static final String NODE = "io.tidings.node..";

    @ArchTest
    static final ArchRule noPackageTakesPartInAnImportCycle =
            slices().matching("io.tidings.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stixModelKnowsNoNetworkNoDatabaseNoVertx = noClasses()
            .that()
            .resideInAPackage(STIX)
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                    STIX,
                    "java.lang..",
                    "java.util..",
                    "java.io..",
                    "java.nio..",
                    "java.time..",
                    "java.text..",
                    "java.math..",
                    "java.security..",
                    "com.fasterxml.jackson.core..",
                    "org.jspecify..",
                    ""));

    @ArchTest
    static final ArchRule theServerLibraryKnowsNeitherNodeNorClientNorDatabase = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(NODE, CLIENT, "java.sql..", "javax.sql.."));

    @ArchTest
    static final ArchRule theClientLibraryKnowsNeitherNodeNorServerNorDatabase = noClasses()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .dependOnClassesThat(resideInAnyPackage(NODE, SERVER, "java.sql..", "javax.sql.."));

    @ArchTest
    static final ArchRule onlyIntakeWritesObjects = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidings.node.intake..")
            .and()
            .resideOutsideOfPackage("io.tidings.node.store..")
            .should()
            .callMethodWhere(callsOnStore("append", "remove", "destroyOrigin", "holdBack", "show"));

    @ArchTest
    static final ArchRule onlyReleaseHandsObjectsOut = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidings.node.release..")
            .and()
            .resideOutsideOfPackage("io.tidings.node.store..")
            .should()
            .callMethodWhere(callsOnStore("read", "recordRelease"));

    @ArchTest
    static final ArchRule theStoreUsesNobodyInTheNode = noClasses()
            .that()
            .resideInAPackage("io.tidings.node.store..")
            .should()
            .dependOnClassesThat(describe(
                    "are other parts of the node, or speak a protocol",
                    (JavaClass c) -> c.getPackageName().startsWith("io.tidings.node.")
                                    && !c.getPackageName().startsWith("io.tidings.node.store")
                            || c.getPackageName().startsWith("io.tidings.taxii")
                            || c.getPackageName().startsWith("io.vertx")));

    @ArchTest
    static final ArchRule theDoorsKnowNoRoad = noClasses()
            .that()
            .resideInAnyPackage("io.tidings.node.intake..", "io.tidings.node.release..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.tidings.node.taxii..",
                    "io.tidings.node.api..",
                    "io.tidings.node.cli..",
                    "io.tidings.node.exchange..",
                    "io.tidings.node.doorbell..",
                    "io.tidings.node.operations..",
                    "io.vertx.."));

    @ArchTest
    static final ArchRule onlyTheStoreSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidings.node.store..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "org.postgresql.."));

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.tidings..")
            .and()
            .haveModifier(STATIC)
            .and(DescribedPredicate.not(describe(
                    "are made by the compiler",
                    (JavaField f) ->
                            f.getModifiers().contains(SYNTHETIC) || f.getName().startsWith("$"))))
            .should()
            .haveModifier(FINAL);

    @ArchTest
    static final ArchRule nothingIsNamedForHavingNoPlace = classes()
            .that()
            .resideInAPackage("io.tidings..")
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)$")
            .orShould()
            .beAssignableTo(javax.net.ssl.KeyManager.class)
            .orShould()
            .beAssignableTo(javax.net.ssl.TrustManager.class);

    @ArchTest
    static final ArchRule timeAndChanceArePassedIn = noClasses()
            .that()
            .resideInAnyPackage("io.tidings..")
            .and()
            .resideOutsideOfPackages("io.tidings.node", "io.tidings.node.cli..", "io.tidings.node.demo..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    private static DescribedPredicate<JavaMethodCall> callsOnStore(String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                "Store." + String.join(" or ", names),
                call -> call.getTargetOwner().isAssignableTo(Store.class)
                        && wanted.contains(call.getTarget().getName()));
    }
}
