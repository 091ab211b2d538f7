package cn.biaozhengtong.seal.watch.provider.caorder;

import cn.biaozhengtong.crypto.cert.ChainVerifier;
import cn.biaozhengtong.crypto.evidence.LogCheckpoint;
import cn.biaozhengtong.crypto.timestamp.TimeStamp;
import cn.biaozhengtong.kit.problem.RemoteProblems;
import cn.biaozhengtong.seal.verification.TrustedAuthorities;
import cn.biaozhengtong.seal.watch.PublicLog;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// ca-order-service's transparency log.
@Component
class LogClient implements PublicLog {
    private final Api api;
    private final TrustedAuthorities trust;

    LogClient(Api api, TrustedAuthorities trust) {
        this.api = api;
        this.trust = trust;
    }

    record Checkpoint(String text, String timeStamp) {}

    record Consistency(List<String> nodes) {}

    @FeignClient(name = "ca-order-service-log", url = "http://ca-order-service")
    interface Api {
        @GetMapping("/internal/log/entries")
        Entries entries(@RequestParam("from") long from);

        @GetMapping("/log/checkpoint")
        Checkpoint checkpoint();

        @GetMapping("/log/consistency")
        Consistency consistency(
                @RequestParam("oldSize") long oldSize, @RequestParam("size") long size);
    }

    @Override
    public Entries entries(long from) {
        return RemoteProblems.relay(() -> api.entries(from));
    }

    @Override
    public Stamped checkpoint() {
        Checkpoint it = RemoteProblems.relay(api::checkpoint);
        TimeStamp.Token stamp = TimeStamp.Token.of(Base64.getDecoder().decode(it.timeStamp()));
        ChainVerifier ours = ChainVerifier.trusting(trust.ours().root());
        return new Stamped(LogCheckpoint.verified(it.text(), stamp, ours), it.timeStamp());
    }

    @Override
    public List<byte[]> consistency(long oldSize, long size) {
        return RemoteProblems.relay(() -> api.consistency(oldSize, size)).nodes().stream()
                .map(HexFormat.of()::parseHex)
                .toList();
    }
}
