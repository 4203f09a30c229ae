package dev.footnote;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The map in docs/ARCHITECTURE.md, enforced from what each package declares of itself. */
class ArchitectureTest {
  private static final String BASE = "dev.footnote";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    Set<String> undeclared = new TreeSet<>();
    for (JavaPackage room : rooms()) {
      used(room).stream()
          .filter(target -> !declared(room).contains(target))
          .forEach(target -> undeclared.add(room.getRelativeName() + " -> " + target));
    }
    assertThat(undeclared)
        .as("arrows that no package-info declares, because a reader trusts the map it draws")
        .isEmpty();
  }

  @Test
  void declarationsNameOnlyRoomsThatAreUsed() {
    Set<String> unused = new TreeSet<>();
    for (JavaPackage room : rooms()) {
      declared(room).stream()
          .filter(target -> !used(room).contains(target))
          .forEach(target -> unused.add(room.getRelativeName() + " -> " + target));
    }
    assertThat(unused)
        .as("declared arrows that nothing uses, because they would be drawn for nothing")
        .isEmpty();
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    SlicesRuleDefinition.slices()
        .matching(BASE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a room must be readable without the rooms above it")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLASSES.getPackage(BASE).getSubpackagesInTree())
        .filteredOn(room -> !room.getClasses().isEmpty())
        .allSatisfy(
            room ->
                assertThat(room.isAnnotatedWith(NullMarked.class))
                    .as(
                        room.getName()
                            + " says what may be null, because NullAway checks only that")
                    .isTrue());
  }

  /** The rooms; what a room keeps in packages below it is its own affair. */
  private static Set<JavaPackage> rooms() {
    Set<JavaPackage> rooms = CLASSES.getPackage(BASE).getSubpackages();
    assertThat(rooms).hasSizeGreaterThan(8);
    return rooms;
  }

  private static Set<String> declared(JavaPackage room) {
    return Set.of(room.getAnnotationOfType(PackageRule.class).mayUse());
  }

  private static Set<String> used(JavaPackage room) {
    return room.getClassesInPackageTree().stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getPackageName())
        .filter(target -> target.startsWith(BASE + "."))
        .map(target -> target.substring(BASE.length() + 1).split("\\.")[0])
        .filter(target -> !target.equals(room.getRelativeName()))
        .collect(Collectors.toSet());
  }
}
