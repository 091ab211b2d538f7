package cn.biaozhengtong.identity.feedback.web;

import cn.biaozhengtong.identity.feedback.Feedback;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// 我的反馈, for phones; open before real-name verification (R3).
@RestController
@RequestMapping("/api/identity/v1/feedback")
class FeedbackController {
    private final Feedback feedback;

    FeedbackController(Feedback feedback) {
        this.feedback = feedback;
    }

    record Opened(UUID id) {}

    record Reply(@NotBlank @Size(max = 2000) String text) {}

    /// @param pictures at most four, JPEG or PNG
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Opened open(
            Caller caller,
            @RequestParam @NotBlank @Size(max = 2000) String text,
            @RequestParam(defaultValue = "feedback") Feedback.Kind kind,
            @RequestParam(required = false) @Nullable List<MultipartFile> pictures) {
        List<MultipartFile> files = pictures == null ? List.of() : pictures;
        return new Opened(feedback.open(caller.account(), kind, text, files));
    }

    @GetMapping
    List<Feedback.Conversation> list(Caller caller) {
        return feedback.of(caller.account());
    }

    @GetMapping("/{id}")
    Feedback.Conversation one(Caller caller, @PathVariable UUID id) {
        return feedback.one(caller.account(), id);
    }

    @PostMapping("/{id}/replies")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reply(Caller caller, @PathVariable UUID id, @Valid @RequestBody Reply body) {
        feedback.reply(caller.account(), id, body.text());
    }

    @GetMapping("/{id}/pictures/{position}")
    ResponseEntity<byte[]> picture(
            Caller caller, @PathVariable UUID id, @PathVariable int position) {
        return jpeg(feedback.picture(caller.account(), id, position));
    }

    static ResponseEntity<byte[]> jpeg(byte[] picture) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("Content-Disposition", "attachment; filename=\"picture.jpg\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(picture);
    }
}
