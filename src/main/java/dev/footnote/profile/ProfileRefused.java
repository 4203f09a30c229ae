package dev.footnote.profile;

import java.util.List;
import java.util.stream.Collectors;

/** A profile that can't be set as it was sent. */
public final class ProfileRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Fault> faults;

  /**
   * What is wrong with one setting.
   *
   * @param field as the API spells it, such as {@code agent.steps_max}; {@code profile} for the
   *     name
   * @param detail what it must be
   */
  public record Fault(String field, String detail) {}

  ProfileRefused(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> "'%s' %s.".formatted(fault.field(), fault.detail()))
            .collect(Collectors.joining(" ")));
    this.faults = List.copyOf(faults);
  }

  /** Every setting that is wrong. */
  public List<Fault> faults() {
    return faults;
  }
}
