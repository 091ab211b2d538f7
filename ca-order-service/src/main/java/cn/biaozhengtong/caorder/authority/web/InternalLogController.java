package cn.biaozhengtong.caorder.authority.web;

import cn.biaozhengtong.caorder.authority.TransparencyLog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The transparency log for services that compare it with what they have; no route leads here from
/// the gateway: nobody else is told which entries are uses of seals, and how many there are.
@RestController
class InternalLogController {
    private static final int PAGE = 1000;

    private final TransparencyLog log;

    InternalLogController(TransparencyLog log) {
        this.log = log;
    }

    /// A thousand from an index on.
    @GetMapping("/internal/log/entries")
    TransparencyLog.Entries entries(@RequestParam long from) {
        return log.entries(from, PAGE);
    }
}
