package cn.biaozhengtong.caorder.authority.web;

import cn.biaozhengtong.caorder.authority.TransparencyLog;
import cn.biaozhengtong.crypto.CryptoException;
import cn.biaozhengtong.crypto.cert.SerialNumber;
import cn.biaozhengtong.kit.problem.RequestProblem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The transparency log for anyone: checkpoints, and proofs that crypto-core's command line
/// (`evidence inclusion`, `evidence consistency`) verifies.
@RestController
@RequestMapping("/log")
class LogController {
    private final TransparencyLog log;

    LogController(TransparencyLog log) {
        this.log = log;
    }

    /// Nodes as 64 hexadecimal characters each, in the order of the proof.
    record Consistency(long oldSize, long size, List<String> nodes) {}

    @GetMapping("/checkpoint")
    TransparencyLog.Checkpoint checkpoint() {
        return log.checkpoint();
    }

    @GetMapping("/inclusion/{serial}")
    TransparencyLog.Inclusion inclusion(@PathVariable String serial, @RequestParam long size) {
        try {
            return log.inclusion(new SerialNumber(serial), size)
                    .orElseThrow(RequestProblem.not_found::exception);
        } catch (CryptoException e) {
            throw RequestProblem.not_found.exception();
        }
    }

    @GetMapping("/consistency")
    Consistency consistency(@RequestParam long oldSize, @RequestParam long size) {
        return new Consistency(
                oldSize,
                size,
                log.consistency(oldSize, size).orElseThrow(RequestProblem.not_found::exception));
    }
}
