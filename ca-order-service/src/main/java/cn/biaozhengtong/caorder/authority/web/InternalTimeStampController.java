package cn.biaozhengtong.caorder.authority.web;

import cn.biaozhengtong.caorder.authority.TimeStamper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Time stamps for a service that has many documents at once; no route leads here from the gateway.
@RestController
class InternalTimeStampController {
    private static final int MOST = 64;
    private static final int REQUEST = 1024;

    private final TimeStamper stamper;

    InternalTimeStampController(TimeStamper stamper) {
        this.stamper = stamper;
    }

    /// @param requests DER of a TimeStampReq each, as `/tsa` takes it
    record Requests(
            @NotEmpty @Size(max = MOST) List<byte @NotNull @Size(max = REQUEST) []> requests) {}

    /// @param replies DER of a TimeStampResp each, in the order of the requests
    record Replies(List<byte[]> replies) {}

    @PostMapping("/internal/time-stamps")
    Replies stamp(@Valid @RequestBody Requests it) {
        return new Replies(stamper.answers(it.requests()));
    }
}
