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

    /// Of a certificate, or of the use of a seal.
    ///
    /// @param entry the certificate's serial number, or SM3 of the use's record: 64 hexadecimal
    ///   characters, more than any serial number has
    @GetMapping("/inclusion/{entry}")
    TransparencyLog.Inclusion inclusion(@PathVariable String entry, @RequestParam long size) {
        try {
            return (entry.matches("[0-9a-f]{64}")
                            ? log.inclusion(entry, size)
                            : log.inclusion(new SerialNumber(entry), size))
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
