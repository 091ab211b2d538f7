package cn.biaozhengtong.seal.inventory.web;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.id.EnterpriseId;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.seal.inventory.AddSeal;
import cn.biaozhengtong.seal.inventory.DrawSignature;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.inventory.UploadPicture;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import cn.biaozhengtong.seal.picture.CleanScan;
import cn.biaozhengtong.seal.picture.Consent;
import cn.biaozhengtong.seal.picture.DrawnStrokes;
import cn.biaozhengtong.seal.picture.PreviewPicture;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// 印章管理, for phones.
@RestController
@RequestMapping("/api/seals/v1/seals")
class SealController {
    private final ListSeals list;
    private final AddSeal add;
    private final DrawSignature draw;
    private final UploadPicture upload;
    private final PreviewPicture preview;

    SealController(
            ListSeals list,
            AddSeal add,
            DrawSignature draw,
            UploadPicture upload,
            PreviewPicture preview) {
        this.list = list;
        this.add = add;
        this.draw = draw;
        this.upload = upload;
        this.preview = preview;
    }

    /// @param name of a seal of a kind of its own, such as `材料专用章`
    record AddRequest(
            @NotNull UUID enterpriseId,
            @NotNull SealKind kind,
            @Nullable @Name @Size(min = 2, max = 20) String name) {}

    @GetMapping
    List<ListSeals.Row> list(Caller caller, @RequestParam UUID enterpriseId) {
        return list.list(caller.account(), new EnterpriseId(enterpriseId));
    }

    /// 【新增公章】.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ListSeals.Row add(Caller caller, @Valid @RequestBody AddRequest it) {
        return add.add(
                caller.account(),
                new EnterpriseId(it.enterpriseId()),
                it.kind(),
                it.name() == null ? "" : it.name());
    }

    @GetMapping("/{id}")
    ListSeals.Row get(Caller caller, @PathVariable SealId id) {
        return list.get(caller.account(), id);
    }

    /// PNG of 200 to 600 dpi, transparent. A draft's is what it will look like.
    ///
    /// @param next what the next version will look like, as an administrator who has it made signs
    /// @param on opaque, as it will stand on paper: `white`, or `text`, where one sees its edge
    @GetMapping(path = "/{id}/picture", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> picture(
            Caller caller,
            @PathVariable SealId id,
            @RequestParam(defaultValue = "false") boolean next,
            @RequestParam(required = false) PreviewPicture.@Nullable Ground on) {
        SealPicture it = list.picture(caller.account(), id, next);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .body(on == null ? it.data() : preview.on(on, it));
    }

    /// What the legal person agrees to who uploads his signature.
    @GetMapping("/{id}/consent")
    Consent consent(Caller caller, @PathVariable SealId id) {
        return upload.consent(caller.account(), id);
    }

    /// A scan or photograph of the seal on white paper, for its next version. Its paper is taken
    /// away; look at `picture?next=true` on both grounds before it is made.
    ///
    /// @param widthMm of the whole picture on paper
    /// @param heightMm of the whole picture on paper
    /// @param statement for the handwritten signature: `consent`, by the legal person himself
    @FreshProof
    @PostMapping(path = "/{id}/picture", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ListSeals.Row upload(
            Caller caller,
            @PathVariable SealId id,
            @RequestParam @Min(CleanScan.LEAST) @Max(CleanScan.MOST) int widthMm,
            @RequestParam @Min(CleanScan.LEAST) @Max(CleanScan.MOST) int heightMm,
            @RequestParam(required = false) @Nullable @Size(max = 400) String statement,
            @RequestParam MultipartFile file) {
        return upload.upload(
                caller.account(), id, new CleanScan.Scan(file, widthMm, heightMm), statement);
    }

    @GetMapping("/{id}/history")
    List<ListSeals.Happened> history(Caller caller, @PathVariable SealId id) {
        return list.history(caller.account(), id);
    }

    /// 法人手写签名, from the legal person's own phone.
    @FreshProof
    @PutMapping("/{id}/strokes")
    ListSeals.Row draw(
            Caller caller, @PathVariable SealId id, @Valid @RequestBody DrawnStrokes it) {
        return draw.draw(caller.account(), id, it.parse());
    }
}
