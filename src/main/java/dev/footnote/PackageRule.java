package dev.footnote;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which packages of Footnote a package may use. Stands on each {@code package-info}; a test reads
 * it and fails on any arrow that is not declared, so that the map in {@code docs/ARCHITECTURE.md}
 * stays true.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PackageRule {
  /** Simple names of the packages below {@code dev.footnote} that may be used; none by default. */
  String[] mayUse() default {};
}
