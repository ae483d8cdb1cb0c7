package dev.belay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.UUID;

/** The shape of the code: a pure core, one direction of dependencies, actors that hold no loose state. */
@AnalyzeClasses(packages = "dev.belay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "dev.belay.money",
        "dev.belay.market",
        "dev.belay.trailing",
        "dev.belay.protection",
        "dev.belay.exchange",
        "dev.belay.position",
        "dev.belay.position.lookup",
        "dev.belay.monitoring"
    };
    private static final String[] BORDERS = {
        "dev.belay.app..",
        "dev.belay.web..",
        "dev.belay.cluster..",
        "dev.belay.journal..",
        "dev.belay.exchange.binance..",
        "dev.belay.view..",
        "dev.belay.monitoring.tables.."
    };

    private static final DescribedPredicate<JavaClass> ACTOR = DescribedPredicate.describe(
            "part of an actor", type -> outermost(type).getSimpleName().endsWith("Actor"));

    private static final DescribedPredicate<JavaClass> KNOWS_ACTORS = DescribedPredicate.describe(
            "addresses actors",
            type -> outermost(type).getSimpleName().equals("LegWorld")
                    || outermost(type).getSimpleName().equals("Legs")
                    || outermost(type).getSimpleName().equals("LookupWorld"));

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @ArchTest
    static final ArchRule coreKnowsNoFramework = noClasses()
            .that(resideInAnyPackage(CORE))
            .and(DescribedPredicate.not(ACTOR))
            .and(DescribedPredicate.not(KNOWS_ACTORS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "akka..",
                    "com.fasterxml..",
                    "com.typesafe.config..",
                    "java.sql..",
                    "org.slf4j..",
                    "java.util.logging..");

    @ArchTest
    static final ArchRule timeAndChanceComeInAsValues = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class);

    @ArchTest
    static final ArchRule moneyKnowsNothing =
            direction("money", "market", "trailing", "exchange", "protection", "position");

    @ArchTest
    static final ArchRule marketKnowsMoney = direction("market", "trailing", "exchange", "protection", "position");

    @ArchTest
    static final ArchRule trailingKnowsMarket = direction("trailing", "exchange", "protection", "position");

    @ArchTest
    static final ArchRule exchangeKnowsMarket = direction("exchange", "trailing", "protection", "position");

    @ArchTest
    static final ArchRule protectionKnowsExchange = direction("protection", "trailing", "position");

    private static ArchRule direction(String from, String... mayNotKnow) {
        String[] packages = new String[mayNotKnow.length];
        for (int i = 0; i < packages.length; i++) {
            packages[i] = "dev.belay." + mayNotKnow[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("dev.belay." + from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    @ArchTest
    static final ArchRule coreKnowsNoBorder = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.belay.app..",
                    "dev.belay.web..",
                    "dev.belay.journal..",
                    "dev.belay.exchange.binance..",
                    "dev.belay.view..",
                    "dev.belay.simulator..",
                    "dev.belay.replay..");

    @ArchTest
    static final ArchRule nobodyUsesTheApp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.belay.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.belay.app..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.belay.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule moneyIsExact = fields().that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .should()
            .notHaveRawType(double.class)
            .andShould()
            .notHaveRawType(float.class);

    @ArchTest
    static final ArchRule moneyIsPassedExactly = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .should()
            .notHaveRawReturnType(double.class)
            .andShould()
            .notHaveRawReturnType(float.class);

    /** What an incarnation may forget is held in one private static final class per actor. */
    @ArchTest
    static final ArchRule actorsHoldNoLooseState = fields().that()
            .areDeclaredInClassesThat(DescribedPredicate.describe(
                    "are actors or their messages",
                    type -> ACTOR.test(type) && !type.getModifiers().contains(JavaModifier.PRIVATE)))
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule actorsAreMadeByTheirFactory =
            classes().that().haveSimpleNameEndingWith("Actor").should().haveOnlyPrivateConstructors();

    @ArchTest
    static final ArchRule onlyBordersKnowJson = noClasses()
            .that()
            .resideOutsideOfPackages(borders("dev.belay.simulator..", "dev.belay.replay.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "akka.http..", "java.sql..");

    private static String[] borders(String... more) {
        String[] all = java.util.Arrays.copyOf(BORDERS, BORDERS.length + more.length);
        System.arraycopy(more, 0, all, BORDERS.length, more.length);
        return all;
    }

    @ArchTest
    static final ArchRule nobodyWaitsInTheCore = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ThreadLocal")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks..")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Data|Info|Base)")
            .orShould()
            .haveNameMatching(".*\\.Abstract[^.]*");

    @ArchTest
    static final ArchRule nothingPublicIsMutable = fields().that()
            .arePublic()
            .and()
            .areStatic()
            .should(not(com.tngtech.archunit.lang.conditions.ArchConditions.<JavaField>be(DescribedPredicate.describe(
                    "reassignable", field -> !field.getModifiers().contains(JavaModifier.FINAL)))));
}
