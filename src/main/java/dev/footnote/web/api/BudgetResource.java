package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.spend.Budget;
import dev.footnote.spend.BudgetCheck.Subject;
import dev.footnote.spend.BudgetRefused;
import dev.footnote.spend.Budgets;
import dev.footnote.spend.EditBudgets;
import dev.footnote.spend.EditBudgets.Account;
import dev.footnote.spend.EditBudgets.Balance;
import dev.footnote.spend.EditBudgets.CollectionAccount;
import dev.footnote.spend.EditBudgets.KeyAccount;
import dev.footnote.spend.Limits;
import dev.footnote.spend.PriceTable;
import dev.footnote.spend.Spent;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Budgets: what keys and collections may spend on language models. */
@Path("/api/v1/admin/budgets")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Spending")
public class BudgetResource {
  private static final String WHOLE =
      "As a whole, in place of the configured default: a limit that is left out is none. It holds from"
          + " the next question on. Days and months are those of UTC.";

  private final EditBudgets edit;
  private final Budgets budgets;
  private final PriceTable prices;
  private final CurrentCaller caller;

  BudgetResource(EditBudgets edit, Budgets budgets, PriceTable prices, CurrentCaller caller) {
    this.edit = edit;
    this.budgets = budgets;
    this.prices = prices;
    this.caller = caller;
  }

  /**
   * A budget.
   *
   * @param key the key's id; null for a collection's budget
   * @param setAt null for the configured default
   */
  public record BudgetView(
      @Nullable UUID key,
      @Schema(description = "Name of the key or of the collection") String name,
      Limits limits,
      @Nullable Instant setAt,
      @Nullable String setBy) {
    static BudgetView of(Budget budget) {
      Budget.SetBy set = budget.set();
      return new BudgetView(
          budget.payer() instanceof Budget.Key(UUID id) ? id : null,
          budget.name(),
          budget.limits(),
          set == null ? null : set.at(),
          set == null ? null : set.by());
    }
  }

  /** A budget, and what counts against it today and this month. */
  public record BalanceView(BudgetView budget, Spent spent, String currency) {}

  /** What may be spent where nothing is set. */
  public record DefaultsView(Limits key, Limits collection) {}

  /** The budgets that were set. */
  public record BudgetList(String currency, DefaultsView defaults, List<BudgetView> budgets) {}

  @GET
  @Operation(
      summary = "List budgets",
      description =
          "Those that were set, collections first, by name. Others have the default, which the"
              + " configuration says.")
  public BudgetList list() {
    return new BudgetList(
        prices.currency(),
        new DefaultsView(budgets.defaults(Subject.KEY), budgets.defaults(Subject.COLLECTION)),
        edit.list(caller.get().tenantId()).stream().map(BudgetView::of).toList());
  }

  @GET
  @Path("/keys/{id}")
  @Operation(summary = "Read a key's budget and what it has spent")
  public BalanceView ofKey(@PathParam("id") String id) {
    return get(new KeyAccount(Ids.uuid(id)));
  }

  @PUT
  @Path("/keys/{id}")
  @Operation(summary = "Set a key's budget, over all collections", description = WHOLE)
  public BalanceView setOfKey(
      @PathParam("id") String id,
      @NotNull(message = "must be an object; {} means no limit") Limits body) {
    return put(new KeyAccount(Ids.uuid(id)), body);
  }

  @DELETE
  @Path("/keys/{id}")
  @Operation(summary = "Go back to the configured budget of keys")
  @APIResponse(responseCode = "204", description = "The default holds.")
  public void deleteOfKey(@PathParam("id") String id) {
    delete(new KeyAccount(Ids.uuid(id)));
  }

  @GET
  @Path("/collections/{collection}")
  @Operation(summary = "Read a collection's budget and what was spent in it")
  public BalanceView ofCollection(@PathParam("collection") String collection) {
    return get(collection(collection));
  }

  @PUT
  @Path("/collections/{collection}")
  @Operation(summary = "Set a collection's budget, over all keys", description = WHOLE)
  public BalanceView setOfCollection(
      @PathParam("collection") String collection,
      @NotNull(message = "must be an object; {} means no limit") Limits body) {
    return put(collection(collection), body);
  }

  @DELETE
  @Path("/collections/{collection}")
  @Operation(summary = "Go back to the configured budget of collections")
  @APIResponse(responseCode = "204", description = "The default holds.")
  public void deleteOfCollection(@PathParam("collection") String collection) {
    delete(collection(collection));
  }

  private static Account collection(String name) {
    return new CollectionAccount(name.replace('\0', ' '));
  }

  private BalanceView get(Account account) {
    return edit.get(caller.get().tenantId(), account)
        .map(this::view)
        .orElseThrow(BudgetResource::unknown);
  }

  private BalanceView put(Account account, Limits limits) {
    Caller who = caller.get();
    try {
      return edit.put(who.tenantId(), account, limits, who.name())
          .map(this::view)
          .orElseThrow(BudgetResource::unknown);
    } catch (BudgetRefused refused) {
      String detail = "'%s' %s".formatted(refused.field(), refused.getMessage());
      throw ProblemException.invalid(refused.field(), detail);
    }
  }

  private void delete(Account account) {
    if (!edit.delete(caller.get().tenantId(), account)) {
      throw unknown();
    }
  }

  private BalanceView view(Balance balance) {
    return new BalanceView(BudgetView.of(balance.budget()), balance.spent(), prices.currency());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such key, or it has no budget of its own. GET /api/v1/admin/budgets lists those that were set.");
  }
}
