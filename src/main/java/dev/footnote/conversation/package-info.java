/**
 * What was said before: the turns of a conversation, kept in the request or here by id; from them
 * and a follow-up, a question that stands alone; and the parts of a question that asks several
 * things.
 *
 * <p>All but the kept conversations is pure: no database, no model. Rules suffice without a model;
 * what a model is told and how its reply is read stands here too, but who asks it does not.
 */
@NullMarked
@PackageRule(mayUse = {"document", "jobs", "store", "text"})
package dev.footnote.conversation;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
