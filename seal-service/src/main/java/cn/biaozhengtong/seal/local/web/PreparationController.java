package cn.biaozhengtong.seal.local.web;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.seal.document.DocumentId;
import cn.biaozhengtong.seal.local.AnswerAsTool;
import cn.biaozhengtong.seal.local.Preparation;
import cn.biaozhengtong.seal.local.PreparationId;
import cn.biaozhengtong.seal.work.DocumentFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For bid tools whose files stay where they are.
@RestController
class PreparationController {
    private final AnswerAsTool tool;

    PreparationController(AnswerAsTool tool) {
        this.tool = tool;
    }

    /// @param at when, as the documents must say
    /// @param signer as a PDF must say who signs
    /// @param seals each once
    /// @param documents in the session's order
    record Task(
            PreparationId preparationId,
            Instant at,
            String signer,
            List<UsedSeal> seals,
            List<Item> documents) {}

    /// @param seal DER of the SESeal
    record UsedSeal(String esId, byte[] seal) {}

    /// @param field name of the signature's field in a PDF; empty in an OFD
    record Item(DocumentId documentId, DocumentFormat format, String esId, String field) {
        static Item of(Preparation.Item it) {
            return new Item(it.document(), it.format(), it.esId(), it.field());
        }
    }

    /// @param digest what is signed over
    /// @param property path of Signature.xml in an OFD; absent in a PDF
    record Made(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest,
            @Nullable @Size(max = 200) String property) {}

    /// @param documents in the order of the task
    record MadeRequest(@NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Made> documents) {}

    /// What is to be put into the files, once the user goes on from the card.
    @GetMapping("/rp/v1/preparations/{session}")
    Task task(Caller caller, @PathVariable UUID session) {
        AnswerAsTool.Task it = tool.task(caller.id(), session);
        return new Task(
                it.preparation().id(),
                it.preparation().at(),
                it.preparation().signer(),
                it.seals().entrySet().stream()
                        .map(one -> new UsedSeal(one.getKey(), one.getValue().toBytes()))
                        .toList(),
                it.preparation().documents().stream().map(Item::of).toList());
    }

    /// What became of them; it cannot be changed any more.
    @PutMapping("/rp/v1/preparations/{session}/{preparation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void made(
            Caller caller,
            @PathVariable UUID session,
            @PathVariable PreparationId preparation,
            @Valid @RequestBody MadeRequest it) {
        tool.answer(
                caller.id(),
                session,
                preparation,
                it.documents().stream()
                        .map(one ->
                                new Preparation.Prepared(
                                        one.digest(),
                                        Objects.requireNonNullElse(one.property(), "")))
                        .toList());
    }

    /// DER of what is embedded: SignedData in a PDF, SES_Signature in an OFD.
    @GetMapping(
            path = "/rp/v1/documents/{id}/signature",
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> signature(Caller caller, @PathVariable DocumentId id) {
        Preimage it = tool.signature(caller.id(), id);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(it.toBytes());
    }
}
