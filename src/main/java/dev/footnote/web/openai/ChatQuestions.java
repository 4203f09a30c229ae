package dev.footnote.web.openai;

import dev.footnote.access.Caller;
import dev.footnote.answer.Question;
import dev.footnote.search.SearchFilter;
import dev.footnote.web.api.Questions;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes of a chat what is asked. */
@ApplicationScoped
class ChatQuestions {
  private final Questions questions;

  ChatQuestions(Questions questions) {
    this.questions = questions;
  }

  Question of(Caller who, ChatBody body) {
    return new Question(
        who.tenantId(),
        body.model().collection(),
        questions.checked(body.question()),
        null,
        SearchFilter.NONE,
        who.name(),
        body.model().profile(),
        who.keyId(),
        null,
        body.history(),
        body.context(),
        body.instructions());
  }
}
