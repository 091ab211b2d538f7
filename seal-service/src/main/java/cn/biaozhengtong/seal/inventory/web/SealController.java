package cn.biaozhengtong.seal.inventory.web;

import cn.biaozhengtong.crypto.seal.SealPicture;
import cn.biaozhengtong.crypto.seal.SignatureStrokes;
import cn.biaozhengtong.kit.device.FreshProof;
import cn.biaozhengtong.kit.security.Caller;
import cn.biaozhengtong.kit.text.Name;
import cn.biaozhengtong.seal.inventory.AddSeal;
import cn.biaozhengtong.seal.inventory.DrawSignature;
import cn.biaozhengtong.seal.inventory.ListSeals;
import cn.biaozhengtong.seal.life.SealId;
import cn.biaozhengtong.seal.life.SealKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
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

/// 印章管理, for phones.
@RestController
@RequestMapping("/api/seals/v1/seals")
class SealController {
    private final ListSeals list;
    private final AddSeal add;
    private final DrawSignature draw;

    SealController(ListSeals list, AddSeal add, DrawSignature draw) {
        this.list = list;
        this.add = add;
        this.draw = draw;
    }

    /// @param name of a seal of a kind of its own, such as `材料专用章`
    record AddRequest(
            @NotNull UUID enterpriseId,
            @NotNull SealKind kind,
            @Nullable @Name @Size(min = 2, max = 20) String name) {}

    record At(double x, double y) {}

    /// @param strokes in any unit, y downwards
    record StrokesRequest(
            @NotEmpty @Size(max = 200)
                    List<@NotEmpty @Size(max = 20_000) List<@NotNull @Valid At>> strokes) {
        SignatureStrokes parse() {
            return new SignatureStrokes(
                    strokes.stream()
                            .map(stroke ->
                                    stroke.stream()
                                            .map(it -> new SignatureStrokes.At(it.x(), it.y()))
                                            .toList())
                            .toList());
        }
    }

    @GetMapping
    List<ListSeals.Row> list(Caller caller, @RequestParam UUID enterpriseId) {
        return list.list(caller.accountId(), enterpriseId);
    }

    /// 【新增公章】.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ListSeals.Row add(Caller caller, @Valid @RequestBody AddRequest it) {
        return add.add(
                caller.accountId(),
                it.enterpriseId(),
                it.kind(),
                it.name() == null ? "" : it.name());
    }

    @GetMapping("/{id}")
    ListSeals.Row get(Caller caller, @PathVariable SealId id) {
        return list.get(caller.accountId(), id);
    }

    /// PNG of 600 dpi, transparent. A draft's is what it will look like.
    ///
    /// @param next what the next version will look like, as an administrator who has it made signs
    @GetMapping(path = "/{id}/picture", produces = MediaType.IMAGE_PNG_VALUE)
    ResponseEntity<byte[]> picture(
            Caller caller,
            @PathVariable SealId id,
            @RequestParam(defaultValue = "false") boolean next) {
        SealPicture it = list.picture(caller.accountId(), id, next);
        return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(it.data());
    }

    @GetMapping("/{id}/history")
    List<ListSeals.Happened> history(Caller caller, @PathVariable SealId id) {
        return list.history(caller.accountId(), id);
    }

    /// 法人手写签名, from the legal person's own phone.
    @FreshProof
    @PutMapping("/{id}/strokes")
    ListSeals.Row draw(
            Caller caller, @PathVariable SealId id, @Valid @RequestBody StrokesRequest it) {
        return draw.draw(caller.accountId(), id, it.parse());
    }
}
