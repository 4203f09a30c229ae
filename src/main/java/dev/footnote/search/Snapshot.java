package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What a search looks at: a collection at one moment.
 *
 * @param collection with the generation, its count of passages and the watermark of that moment
 * @param places how SQL finds what stood where at that moment
 * @param asOf the moment, if it is a past one that was asked for; null for now
 */
record Snapshot(DocumentCollection collection, Places places, @Nullable Moment asOf) {

  /** The collection as it is. */
  static Snapshot now(DocumentCollection collection) {
    return new Snapshot(collection, new CurrentPlaces(), null);
  }

  /** The collection as it was. */
  static Snapshot past(DocumentCollection collection, Moment moment) {
    return new Snapshot(collection, new PastPlaces(moment.watermark()), moment);
  }
}
