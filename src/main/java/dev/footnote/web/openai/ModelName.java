package dev.footnote.web.openai;

import dev.footnote.profile.AnswerProfile;

/** What a client names as its model: a collection, and maybe one of its answer profiles. */
record ModelName(String collection, String profile) {

  /** {@code handbook} or {@code handbook/brief}. */
  static ModelName of(String model) {
    int slash = model.indexOf('/');
    return slash < 0
        ? new ModelName(model, AnswerProfile.DEFAULT)
        : new ModelName(model.substring(0, slash), model.substring(slash + 1));
  }

  @Override
  public String toString() {
    return profile.equals(AnswerProfile.DEFAULT) ? collection : collection + "/" + profile;
  }
}
