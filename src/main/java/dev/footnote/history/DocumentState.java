package dev.footnote.history;

/** What a document is at some moment. */
public sealed interface DocumentState {

  /** It says what one of its versions says. */
  record Present(int version, String uri) implements DocumentState {}

  /** It is not in its source, or not known. */
  record Gone() implements DocumentState {}
}
