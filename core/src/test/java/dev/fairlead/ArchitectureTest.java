package dev.fairlead;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of packages in ARCHITECTURE.md, as rules: every arrow points one way. */
@AnalyzeClasses(packages = "dev.fairlead", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule eachPackageKnowsOnlyWhatTheTableAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("door")
          .definedBy("dev.fairlead")
          .layer("api")
          .definedBy("dev.fairlead.api")
          .layer("spi")
          .definedBy("dev.fairlead.spi")
          .layer("discovery")
          .definedBy("dev.fairlead.internal.discovery")
          .layer("kubernetes")
          .definedBy("dev.fairlead.internal.kubernetes")
          .layer("selection")
          .definedBy("dev.fairlead.internal.selection")
          .layer("health")
          .definedBy("dev.fairlead.internal.health")
          .layer("balancing")
          .definedBy("dev.fairlead.internal.balancing")
          .layer("watching")
          .definedBy("dev.fairlead.internal.watching")
          .layer("environment")
          .definedBy("dev.fairlead.internal.environment")
          .layer("registry")
          .definedBy("dev.fairlead.internal.registry")
          .layer("conformance")
          .definedBy("dev.fairlead.internal.conformance")
          .whereLayer("door")
          .mayOnlyAccessLayers(
              "api", "spi", "kubernetes", "balancing", "registry", "environment", "watching")
          .whereLayer("api")
          .mayNotAccessAnyLayer()
          .whereLayer("spi")
          .mayOnlyAccessLayers("api")
          .whereLayer("discovery")
          .mayOnlyAccessLayers("api", "spi")
          .whereLayer("kubernetes")
          .mayOnlyAccessLayers("api", "spi", "discovery", "watching")
          .whereLayer("watching")
          .mayNotAccessAnyLayer()
          .whereLayer("selection")
          .mayOnlyAccessLayers("api")
          .whereLayer("health")
          .mayOnlyAccessLayers("api", "spi")
          .whereLayer("balancing")
          .mayOnlyAccessLayers("api", "spi", "selection", "health")
          .whereLayer("environment")
          .mayOnlyAccessLayers("api")
          .whereLayer("registry")
          .mayOnlyAccessLayers("api", "spi", "balancing")
          .whereLayer("conformance")
          .mayOnlyAccessLayers("api", "kubernetes", "selection");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("dev.fairlead.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule fabric8IsKnownInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.fairlead.internal.kubernetes")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule thePublicApiShowsNoOtherLibrary =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fairlead.api", "dev.fairlead.spi")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.fairlead..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule theDoorShowsNoOtherLibraryEither =
      noClasses()
          .that()
          .resideInAPackage("dev.fairlead")
          .and()
          .arePublic()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.fairlead..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule everyPackageIsInTheTable =
      classes()
          .that()
          .resideOutsideOfPackage("dev.fairlead.testkit..")
          .should()
          .resideInAnyPackage(
              "dev.fairlead",
              "dev.fairlead.api",
              "dev.fairlead.spi",
              "dev.fairlead.internal.discovery",
              "dev.fairlead.internal.kubernetes",
              "dev.fairlead.internal.selection",
              "dev.fairlead.internal.health",
              "dev.fairlead.internal.balancing",
              "dev.fairlead.internal.environment",
              "dev.fairlead.internal.registry",
              "dev.fairlead.internal.watching",
              "dev.fairlead.internal.conformance");
}
