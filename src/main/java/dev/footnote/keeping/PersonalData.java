package dev.footnote.keeping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.CreditCardValidator;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.ISBNValidator;

/**
 * Finds what a machine can tell to be about a person: e-mail addresses, telephone numbers, IBANs
 * and numbers of payment cards. Each is found by its shape and believed by its check digits, its
 * country or its domain, so that serial numbers, versions, dates, prices and ISBNs are let alone.
 * Names and addresses are not found.
 */
@ApplicationScoped
public class PersonalData {
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,253}\\.\\p{L}{2,63}");
  private static final Pattern IBAN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?:[ \\u00A0-]?[A-Z0-9]){11,30}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CARD =
      Pattern.compile("(?<![\\p{L}\\p{N}.,-])\\d(?:[ \\u00A0-]?\\d){12,18}(?![\\p{L}\\p{N}])");
  private static final Pattern INTERNATIONAL =
      Pattern.compile("\\+\\d(?:[ \\u00A0()./-]{0,3}\\d){6,24}");
  private static final Pattern ISBN =
      Pattern.compile("(?<![\\p{L}\\p{N}-])\\d(?:[ -]?\\d){8,11}[ -]?[\\dX](?![\\p{L}\\p{N}])");
  private static final Pattern SEPARATOR = Pattern.compile("[ \\u00A0()/-]");

  /** Candidates for telephone numbers that are looked at in one text. */
  private static final int PHONE_TRIES_MAX = 1_000;

  /** Names of hosts inside of a house, which no registry knows. */
  private static final String[] INSIDE = {"local", "lan", "intern", "internal", "corp", "home"};

  private static final EmailValidator EMAILS =
      new EmailValidator(
          true,
          true,
          DomainValidator.getInstance(
              true,
              List.of(new DomainValidator.Item(DomainValidator.ArrayType.GENERIC_PLUS, INSIDE))));
  private static final CreditCardValidator CARDS =
      new CreditCardValidator(
          CreditCardValidator.AMEX
              | CreditCardValidator.VISA
              | CreditCardValidator.MASTERCARD
              | CreditCardValidator.DISCOVER
              | CreditCardValidator.DINERS);

  private final List<String> regions;

  @Inject
  PersonalData(RedactionConfig config) {
    this(config.phoneRegions().orElse(List.of()));
  }

  /**
   * @param regions countries whose telephone numbers need no country code
   * @throws IllegalArgumentException if one is not known
   */
  PersonalData(List<String> regions) {
    Set<String> known = PhoneNumberUtil.getInstance().getSupportedRegions();
    for (String region : regions) {
      if (!known.contains(region)) {
        throw new IllegalArgumentException(
            "footnote.redaction.phone-regions names '%s', which is no country by ISO 3166, such as DE."
                .formatted(region));
      }
    }
    this.regions = List.copyOf(regions);
  }

  /** A kind of personal data; its mark stands where it stood. */
  public enum Kind {
    EMAIL("[e-mail]"),
    IBAN("[IBAN]"),
    CARD("[card]"),
    PHONE("[phone]");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }

    /** Its name on the ledger. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where something stands, as a half-open span in UTF-16 code units. */
  record Found(Kind kind, int start, int end) {}

  /** What stands in the text, in order; none overlaps another. */
  List<Found> in(String text) {
    var found = new ArrayList<Found>();
    // What was found is blanked, so that an IBAN's digits are no telephone number as well.
    var rest = new StringBuilder(text);
    emails(rest, found);
    ibans(rest, found);
    cards(rest, found);
    blankBooks(rest);
    phones(rest, found);
    found.sort(Comparator.comparingInt(Found::start));
    return found;
  }

  private static void emails(StringBuilder rest, List<Found> found) {
    Matcher address = EMAIL.matcher(rest.toString());
    while (address.find()) {
      String text = address.group();
      // A sentence's end without a blank after it looks like one more part of the domain.
      for (int end = text.length(); end > 0; end = text.lastIndexOf('.', end - 1)) {
        if (EMAILS.isValid(text.substring(0, end))) {
          take(rest, found, new Found(Kind.EMAIL, address.start(), address.start() + end));
          break;
        }
      }
    }
  }

  private static void ibans(StringBuilder rest, List<Found> found) {
    Matcher number = IBAN.matcher(rest.toString());
    while (number.find()) {
      IBANValidator.Validator country =
          IBANValidator.getInstance()
              .getValidator(number.group().substring(0, 2).toUpperCase(Locale.ROOT));
      int end = country == null ? -1 : endOf(number, country.getIbanLength());
      String compact = end < 0 ? "" : compact(rest.substring(number.start(), end));
      if (end > 0 && IBANValidator.getInstance().isValid(compact.toUpperCase(Locale.ROOT))) {
        take(rest, found, new Found(Kind.IBAN, number.start(), end));
      }
    }
  }

  /** The end of so many letters and digits; -1 if a word goes on there, or ends before. */
  private static int endOf(Matcher number, int length) {
    String text = number.group();
    int counted = 0;
    for (int at = 0; at < text.length(); at++) {
      counted += Character.isLetterOrDigit(text.charAt(at)) ? 1 : 0;
      if (counted == length) {
        boolean ends = at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
        return ends ? number.start() + at + 1 : -1;
      }
    }
    return -1;
  }

  private static void cards(StringBuilder rest, List<Found> found) {
    Matcher number = CARD.matcher(rest.toString());
    while (number.find()) {
      takeLongest(rest, found, Kind.CARD, number, text -> CARDS.isValid(compact(text)));
    }
  }

  /** An ISBN can be grouped as the telephone numbers of some country are. */
  private static void blankBooks(StringBuilder rest) {
    Matcher number = ISBN.matcher(rest.toString());
    while (number.find()) {
      if (ISBNValidator.getInstance().isValid(number.group())) {
        blank(rest, number.start(), number.end());
      }
    }
  }

  private void phones(StringBuilder rest, List<Found> found) {
    // ZZ: no country, so that only what begins with + and a country code is a number.
    phones(rest, found, "ZZ");
    regions.forEach(region -> phones(rest, found, region));
    numbersBeforeNumbers(rest, found);
  }

  /** What the library takes for one long number, as it goes on in digits of something else. */
  private static void numbersBeforeNumbers(StringBuilder rest, List<Found> found) {
    Matcher number = INTERNATIONAL.matcher(rest.toString());
    while (number.find()) {
      takeLongest(rest, found, Kind.PHONE, number, PersonalData::isPhone);
    }
  }

  /** Takes as many groups of digits as are a number together: others may follow it. */
  private static void takeLongest(
      StringBuilder rest, List<Found> found, Kind kind, Matcher number, Predicate<String> isOne) {
    String text = number.group();
    for (int end = text.length(); end > 0; end = groupBefore(text, end)) {
      if (isOne.test(text.substring(0, end))) {
        take(rest, found, new Found(kind, number.start(), number.start() + end));
        return;
      }
    }
  }

  /** The end of the digits before the last group of digits; 0 for none. */
  private static int groupBefore(String text, int end) {
    int at = end;
    while (at > 0 && Character.isDigit(text.charAt(at - 1))) {
      at--;
    }
    while (at > 0 && !Character.isDigit(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isPhone(String text) {
    try {
      PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
      return phones.isValidNumber(phones.parse(text, "ZZ"));
    } catch (NumberParseException e) {
      return false;
    }
  }

  private static void phones(StringBuilder rest, List<Found> found, String region) {
    for (PhoneNumberMatch match :
        PhoneNumberUtil.getInstance()
            .findNumbers(rest.toString(), region, Leniency.VALID, PHONE_TRIES_MAX)) {
      // A block of digits may be any number; people write telephone numbers in groups.
      if (match.rawString().startsWith("+") || SEPARATOR.matcher(match.rawString()).find()) {
        take(rest, found, new Found(Kind.PHONE, match.start(), match.end()));
      }
    }
  }

  private static void take(StringBuilder rest, List<Found> found, Found one) {
    found.add(one);
    blank(rest, one.start(), one.end());
  }

  private static void blank(StringBuilder rest, int start, int end) {
    for (int at = start; at < end; at++) {
      rest.setCharAt(at, ' ');
    }
  }

  private static String compact(String text) {
    return text.replaceAll("[ \\u00A0-]", "");
  }
}
