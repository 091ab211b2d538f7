package cn.biaozhengtong.bench;

import cn.biaozhengtong.crypto.Preimage;
import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.NonceCommitment;
import cn.biaozhengtong.crypto.twoparty.RoundAnswer;
import cn.biaozhengtong.crypto.twoparty.RoundItem;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import cn.biaozhengtong.crypto.twoparty.ServerShare;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// S2: the server's part of a round beside BouncyCastle's sign and verify of the same message.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TwoPartyBench {
    private static final byte[] SESSION = "scan:bench".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = {1};

    private final DeviceShare device = DeviceShare.generate();
    private ServerShare server;
    private List<RoundItem> one;
    private List<RoundItem> batch;
    private List<Preimage> preimages;
    private BouncyCastlePair peer;

    @Setup
    public void prepare() {
        server = ServerShare.generate(device.commitment(), device.prove(CONTEXT), CONTEXT);
        preimages = new ArrayList<>();
        for (int i = 0; i < ServerShare.MAX_BATCH; i++) {
            preimages.add(Preimage.of(("文件 " + i).getBytes(StandardCharsets.UTF_8)));
        }
        batch = round(preimages);
        one = round(preimages.subList(0, 1));
        peer = new BouncyCastlePair(Sm2KeyPair.generate());
    }

    private List<RoundItem> round(List<Preimage> messages) {
        DeviceRound round = DeviceRound.begin(SESSION, messages.size());
        List<NonceCommitment> commitments = List.copyOf(round.commitments());
        List<ServerNonce> nonces = messages.stream().map(m -> ServerNonce.fresh()).toList();
        List<RoundAnswer> answers =
                round.answer(
                        device.secret(),
                        server.publicKey(),
                        messages,
                        nonces.stream().map(ServerNonce::q2).toList());
        List<RoundItem> out = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            out.add(
                    new RoundItem(
                            messages.get(i),
                            commitments.get(i),
                            nonces.get(i).w2(),
                            answers.get(i)));
        }
        return out;
    }

    /// A key as it comes from the database: no table of an earlier round.
    private ServerShare restored() {
        return ServerShare.restore(
                server.secret(),
                cn.biaozhengtong.crypto.Point.parse(server.devicePoint().encoded()),
                cn.biaozhengtong.crypto.Point.parse(server.publicKey().point().encoded()));
    }

    @Benchmark
    public Object serverRound() {
        return restored().complete(one, SESSION);
    }

    @Benchmark
    @OperationsPerInvocation(ServerShare.MAX_BATCH)
    public Object serverRoundInBatchOf500() {
        return restored().complete(batch, SESSION);
    }

    @Benchmark
    public Object serverNonce() {
        return ServerNonce.fresh();
    }

    @Benchmark
    public Object deviceRound() {
        return round(preimages.subList(0, 1));
    }

    @Benchmark
    public Object bouncyCastleSignAndVerify() {
        return peer.verify(peer.sign());
    }

    @Benchmark
    public Object bouncyCastleSign() {
        return peer.sign();
    }
}
