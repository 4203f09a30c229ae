package dev.footnote.conversation;

/** What a word does in a question; a word may do several things. Each has a list per language. */
enum WordClass {
  QUESTION("question"),
  WHO("who"),
  AUXILIARY("aux"),
  /** After these and the subject stands a verb without an ending. */
  BARE_VERB_AUXILIARY("bareVerbAux"),
  BE("be"),
  /** Those who speak: no reference to anything said before. */
  SPEAKER("subject"),
  IT("it"),
  THEY("they"),
  PERSON("person"),
  PLACE("place"),
  POSSESSIVE("possessive"),
  DEMONSTRATIVE("demonstrative"),
  DETERMINER("determiner"),
  INDEFINITE("indefinite"),
  CONDITION("if"),
  /** Function words of no other class. */
  OTHER("other"),
  /** Words that ask for more without saying of what. */
  EMPTY("empty"),
  /** Prepositions by which one thing belongs to another. */
  ATTACHING("attach"),
  MEASURE("measure"),
  /** What is said of a thing after "is", so that it is no part of the thing's name. */
  PREDICATE("predicate"),
  VERB("verb"),
  FORMAL("formal"),
  PLACE_NAME("places"),
  AND("and"),
  BETWEEN("between"),
  DIFFERENCE("difference"),
  /** Question words that begin another question even where no comma parts the two. */
  FACTUAL("factual");

  private final String key;

  WordClass(String key) {
    this.key = key;
  }

  /** Its name in the language's table. */
  String key() {
    return key;
  }
}
