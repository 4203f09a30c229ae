package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.EntryKey;
import dev.footnote.seal.EntryProof;
import dev.footnote.seal.ReadSeals;
import dev.footnote.store.Sha256;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What shows that one answer is under a seal, for an evidence pack. */
@Path("/api/v1/audit/answers/{id}/proof")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class ProofResource {
  private final ReadSeals seals;
  private final CurrentCaller caller;

  ProofResource(ReadSeals seals, CurrentCaller caller) {
    this.seals = seals;
    this.caller = caller;
  }

  /**
   * A proof of inclusion (RFC 6962) and the signed seal.
   *
   * @param path hashes from the leaf to the root, in hex
   * @param sealBytes what was signed, in hex
   */
  public record Proof(
      UUID answerId,
      String entrySha256,
      long seal,
      int position,
      int entries,
      List<String> path,
      String root,
      String sealBytes,
      String signature,
      String keyId) {

    static Proof of(EntryProof proof) {
      return new Proof(
          proof.entry().id(),
          proof.entrySha256().hex(),
          proof.seal(),
          proof.position(),
          proof.entries(),
          proof.path().stream().map(Sha256::hex).toList(),
          proof.root().hex(),
          HexFormat.of().formatHex(proof.sealBytes()),
          HexFormat.of().formatHex(proof.signature()),
          proof.keyId().hex());
    }
  }

  @GET
  @Operation(
      summary = "Prove that an answer is sealed",
      description =
          "The answer's hash, its path to the seal's root, and the seal as it was signed.")
  public Proof proof(@PathParam("id") String id) {
    return seals
        .proof(caller.get().tenantId(), EntryKey.answer(Ids.uuid(id)))
        .map(Proof::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "No seal holds this answer: the ledger has no such answer, or it is not sealed yet."));
  }
}
