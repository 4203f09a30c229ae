package dev.footnote.web.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.Embedders;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.profile.Profiles;
import dev.footnote.store.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** What can be named as a model: collections to chat with, and models that embed. */
@Path("/v1/models")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "OpenAI")
public class ModelsResource {
  /** Neither collections nor embedding models tell when they were made; clients want a number. */
  private static final long CREATED = 1_767_225_600;

  private final CollectionRepository collections;
  private final Profiles profiles;
  private final Embedders embedders;
  private final Database database;
  private final CurrentCaller caller;

  ModelsResource(
      CollectionRepository collections,
      Profiles profiles,
      Embedders embedders,
      Database database,
      CurrentCaller caller) {
    this.collections = collections;
    this.profiles = profiles;
    this.embedders = embedders;
    this.database = database;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "List what can be named as a model")
  public ObjectNode all() {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = list.putArray("data");
    names().forEach(name -> data.add(model(name)));
    return list;
  }

  @GET
  @Path("{name:.+}")
  @Operation(summary = "Show one")
  public ObjectNode one(@PathParam("name") String name) {
    if (!names().contains(name)) {
      throw new UnknownCollection(name);
    }
    return model(name);
  }

  private List<String> names() {
    int tenant = caller.get().tenantId();
    var names = new ArrayList<>(database.read(handle -> chatNames(handle, tenant)));
    embedders.all().forEach(embedder -> names.add(embedder.id().name()));
    return names;
  }

  private List<String> chatNames(Handle handle, int tenant) {
    var names = new ArrayList<String>();
    for (DocumentCollection collection : collections.all(handle, tenant)) {
      for (AnswerProfile profile : profiles.list(handle, collection.scope())) {
        names.add(new ModelName(collection.name(), profile.name()).toString());
      }
    }
    return names;
  }

  private static ObjectNode model(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", name)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "footnote");
  }
}
