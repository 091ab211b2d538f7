package cn.biaozhengtong.identity.feedback.web;

import cn.biaozhengtong.identity.feedback.Feedback;
import cn.biaozhengtong.kit.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Feedback, for those who answer it.
@RestController
@RequestMapping("/operations/v1/feedback")
class FeedbackDeskController {
    private static final String[] MAY = {"support", "ca_administrator"};

    private final Feedback feedback;

    FeedbackDeskController(Feedback feedback) {
        this.feedback = feedback;
    }

    record Answer(@NotBlank @Size(max = 2000) String text) {}

    /// At most a hundred, those that wait longest first.
    @GetMapping
    List<Feedback.Conversation> list(
            Caller caller, @RequestParam(defaultValue = "awaiting_operator") Feedback.State state) {
        caller.mustHave(MAY);
        return feedback.waiting(state);
    }

    @GetMapping("/{id}")
    Feedback.Conversation one(Caller caller, @PathVariable UUID id) {
        caller.mustHave(MAY);
        return feedback.any(id);
    }

    @GetMapping("/{id}/pictures/{position}")
    ResponseEntity<byte[]> picture(
            Caller caller, @PathVariable UUID id, @PathVariable int position) {
        caller.mustHave(MAY);
        return FeedbackController.jpeg(feedback.anyPicture(id, position));
    }

    @PostMapping("/{id}/replies")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(Caller caller, @PathVariable UUID id, @Valid @RequestBody Answer body) {
        caller.mustHave(MAY);
        feedback.answer(caller.id(), id, body.text());
    }
}
