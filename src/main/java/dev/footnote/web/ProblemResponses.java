package dev.footnote.web;

import dev.footnote.web.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/** Says of every operation in the OpenAPI document that it may end in a problem. */
public class ProblemResponses implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    if (operation.getResponses() != null) {
      operation
          .getResponses()
          .addAPIResponse(
              "default",
              OASFactory.createAPIResponse()
                  .description("A problem; its type says which.")
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              Problem.MEDIA_TYPE,
                              OASFactory.createMediaType()
                                  .schema(
                                      OASFactory.createSchema()
                                          .ref("#/components/schemas/Problem")))));
    }
    return operation;
  }
}
