package dev.footnote.web;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The head of the OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Footnote",
            version = "1",
            description =
                """
                Answers from your documents, with footnotes that can be checked.

                Errors are problem details (RFC 9457). Lists come in pages: send `next_cursor` \
                back as `cursor`. Times are RFC 3339 in UTC. Ids are opaque.""",
            license = @License(name = "Apache-2.0")),
    security = @SecurityRequirement(name = "api_key"),
    tags = {
      @Tag(name = "Questions", description = "Ask, and search."),
      @Tag(name = "Documents", description = "What is known, in which versions."),
      @Tag(name = "Audit", description = "What was answered, and from what."),
      @Tag(name = "Administration", description = "Reindexing, problems, keys.")
    })
@SecurityScheme(
    securitySchemeName = "api_key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description =
        "An API key, `fn_…`. Not needed on the machine itself while the service listens on"
            + " loopback alone.")
public class ApiDescription extends Application {}
