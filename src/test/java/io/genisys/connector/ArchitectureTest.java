package io.genisys.connector;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.genisys.connector.model.SteadyClock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Which room may know which: the table of the house. */
@AnalyzeClasses(packages = "io.genisys.connector", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "io.genisys.connector.";
    private static final String[] EVERYBODY = {"java..", "org.slf4j..", "io.genisys.connector.model.."};

    @ArchTest
    static final ArchRule modelKnowsOnlyJava = only("model", "java..");

    @ArchTest
    static final ArchRule planKnowsOnlyTheModel = only("plan", "java..", HOUSE + "model..");

    @ArchTest
    static final ArchRule fieldsKnowOnlyTheModel = only("fields", "java..");

    @ArchTest
    static final ArchRule json = only("json", HOUSE + "fields..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule yaml = only("yaml", "org.yaml..");

    @ArchTest
    static final ArchRule compose = only("compose", HOUSE + "fields..", HOUSE + "json..", HOUSE + "yaml..");

    @ArchTest
    static final ArchRule secrets = only("secrets", "javax.crypto..");

    @ArchTest
    static final ArchRule measure = only("measure");

    @ArchTest
    static final ArchRule bus = only("bus", HOUSE + "json..", HOUSE + "measure..", "io.vertx.core..");

    /** What was counted and timed, and all that knows Micrometer. */
    @ArchTest
    static final ArchRule metrics = only(
            "metrics",
            HOUSE + "bus..",
            HOUSE + "catalog..",
            HOUSE + "fleet..",
            HOUSE + "measure..",
            "io.micrometer..",
            "io.prometheus..",
            "io.vertx.core..",
            "io.vertx.micrometer..");

    @ArchTest
    static final ArchRule onlyMetricsKnowsMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "io.vertx.micrometer..");

    @ArchTest
    static final ArchRule catalog = only("catalog", HOUSE + "json..", "io.vertx.core..");

    @ArchTest
    static final ArchRule cluster = only(
            "cluster",
            HOUSE + "catalog..",
            HOUSE + "json..",
            HOUSE + "plan..",
            HOUSE + "reconcile..",
            "io.vertx.core..",
            "javax.net.ssl..",
            "javax.security.auth.x500..",
            "org.apache.curator..",
            "org.apache.zookeeper..");

    @ArchTest
    static final ArchRule onlyTheClusterKnowsZooKeeper = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..");

    @ArchTest
    static final ArchRule fleet = only("fleet", HOUSE + "bus..", "io.vertx.core..");

    @ArchTest
    static final ArchRule discovery = only("discovery", HOUSE + "catalog..", HOUSE + "fleet..", "io.vertx.core..");

    @ArchTest
    static final ArchRule history = only("history", HOUSE + "bus..", HOUSE + "json..", "io.vertx.core..");

    @ArchTest
    static final ArchRule reconcile = only(
            "reconcile",
            HOUSE + "bus..",
            HOUSE + "catalog..",
            HOUSE + "fleet..",
            HOUSE + "measure..",
            HOUSE + "plan..",
            "io.vertx.core..");

    @ArchTest
    static final ArchRule docker = classes()
            .that()
            .resideInAPackage(HOUSE + "docker")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(plus(
                    HOUSE + "docker",
                    HOUSE + "bus..",
                    HOUSE + "measure..",
                    HOUSE + "secrets..",
                    "io.vertx.core..",
                    "com.netflix.concurrency.."));

    @ArchTest
    static final ArchRule streams =
            only("docker.streams", HOUSE + "docker", HOUSE + "docker.engine", "io.vertx.core..", "javax.net.ssl..");

    @ArchTest
    static final ArchRule proof = only("docker.proof", HOUSE + "docker", HOUSE + "bus..");

    @ArchTest
    static final ArchRule onlyTheEnginePackageKnowsDockerJava = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "docker.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule theEnginePackageKnowsItsPortOnly = noClasses()
            .that()
            .resideInAPackage(HOUSE + "docker.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..", HOUSE + "bus..", HOUSE + "http..", HOUSE + "reconcile..", HOUSE + "catalog..");

    /** Netty for what Vert.x hands on of requests that it could not read, Jackson for a body's decimals as written. */
    @ArchTest
    static final ArchRule http = only(
            "http",
            HOUSE + "bus..",
            HOUSE + "catalog..",
            HOUSE + "compose..",
            HOUSE + "discovery..",
            HOUSE + "fields..",
            HOUSE + "fleet..",
            HOUSE + "history..",
            HOUSE + "json..",
            HOUSE + "measure..",
            HOUSE + "metrics..",
            HOUSE + "secrets..",
            HOUSE + "yaml..",
            "io.vertx..",
            "javax.net.ssl..",
            "javax.naming..",
            "javax.security.auth.x500..",
            "io.netty.handler.codec..",
            "io.netty.buffer..",
            "io.netty.channel..",
            "io.netty.util..",
            "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule config = only(
            "config", HOUSE + "fields..", HOUSE + "json..", HOUSE + "yaml..", "io.vertx..", "com.fasterxml.jackson..");

    /** What waits, lasts or ages is measured by a clock that is never set. */
    @ArchTest
    static final ArchRule onlyTheSteadyClockReadsTheWallClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "model.SteadyClock")
            .should()
            .callMethodWhere(target(nameMatching("now|system|systemUTC|systemDefaultZone|tick.*"))
                    .and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule onlyTheRootTakesTheClockOfTheProcess =
            noClasses().that().resideInAPackage(HOUSE + "(*)..").should().callMethod(SteadyClock.class, "system");

    /** The same observation gives the same plan, whenever it is made. */
    @ArchTest
    static final ArchRule plansHaveNoClockNoChanceAndNoLog = noClasses()
            .that()
            .resideInAPackage(HOUSE + "plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(RandomGenerator.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nobodyKnowsTheRoot = noClasses()
            .that()
            .resideInAPackage(HOUSE + "(*)..")
            .and()
            .resideOutsideOfPackage(HOUSE + "build")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.genisys.connector");

    @ArchTest
    static final ArchRule noRoomsKnowEachOtherInCircles =
            slices().matching(HOUSE + "(**)").should().beFreeOfCycles();

    /** Who is given a callback does not know whose it is: so each class can be read, and tested, without the next. */
    @ArchTest
    static final ArchRule noClassesOfReconcileKnowEachOtherInCircles = slices().assignedFrom(
                    new TopLevelClasses(HOUSE + "reconcile"))
            .should()
            .beFreeOfCycles();

    private static ArchRule only(String room, String... others) {
        return classes()
                .that()
                .resideInAPackage(HOUSE + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(plus(HOUSE + room + "..", others));
    }

    private static String[] plus(String own, String... others) {
        String[] all = Arrays.copyOf(EVERYBODY, EVERYBODY.length + others.length + 1);
        System.arraycopy(others, 0, all, EVERYBODY.length, others.length);
        all[all.length - 1] = own;
        return all;
    }

    /** Each top-level class of a package is a slice, with the classes that are nested in it. */
    private record TopLevelClasses(String of) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().equals(of)
                    ? SliceIdentifier.of(javaClass.getName().replaceFirst("[$].*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes of " + of;
        }
    }
}
