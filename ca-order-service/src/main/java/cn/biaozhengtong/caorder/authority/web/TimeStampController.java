package cn.biaozhengtong.caorder.authority.web;

import cn.biaozhengtong.caorder.authority.TimeStamper;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Time stamps for anyone, over HTTP as RFC 3161 §3.4 has it.
@RestController
class TimeStampController {
    private final TimeStamper stamper;

    TimeStampController(TimeStamper stamper) {
        this.stamper = stamper;
    }

    @PostMapping(
            path = "/tsa",
            consumes = "application/timestamp-query",
            produces = "application/timestamp-reply")
    byte[] stamp(@RequestBody byte[] request) {
        return stamper.answer(request);
    }
}
