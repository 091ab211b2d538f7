package cn.biaozhengtong.caorder.certificate;

import cn.biaozhengtong.caorder.escrow.KeyManagementCentre;
import cn.biaozhengtong.crypto.Scalar;
import cn.biaozhengtong.crypto.SignedContext;
import cn.biaozhengtong.crypto.Sm2PublicKey;
import cn.biaozhengtong.crypto.twoparty.DeviceRound;
import cn.biaozhengtong.crypto.twoparty.DeviceShare;
import cn.biaozhengtong.crypto.twoparty.ServerNonce;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// What a phone does to get its certificates, against the service's own classes.
final class TestPhone {
    private final GenerateKey generate;
    private final ProvePossession possession;
    private final DownloadCertificates download;
    private final KeyManagementCentre kmc;

    TestPhone(
            GenerateKey generate,
            ProvePossession possession,
            DownloadCertificates download,
            KeyManagementCentre kmc) {
        this.generate = generate;
        this.possession = possession;
        this.download = download;
        this.kmc = kmc;
    }

    DownloadCertificates.Pair download(UUID account, UUID device, UUID id) {
        byte[] context =
                ("order:" + id + ";account:" + account + ";device:" + device)
                        .getBytes(StandardCharsets.UTF_8);
        DeviceShare share = DeviceShare.generate();
        GenerateKey.Generated key =
                generate.generate(account, device, id, share.commitment(), share.prove(context));
        share.accept(key.publicKey(), key.serverProof(), context);
        byte[] wrapped =
                kmc.wrappingCertificate().publicKey().encrypt(shareFor(account, device, id));
        DeviceRound round =
                DeviceRound.begin(("download:" + id).getBytes(StandardCharsets.UTF_8), 2);
        ProvePossession.Opened opened =
                possession.open(account, device, id, round.commitments(), wrapped);
        return download.download(
                account,
                device,
                id,
                opened.round().roundId(),
                round.answer(
                        share.secret(),
                        Sm2PublicKey.of(key.publicKey()),
                        opened.preimages(),
                        opened.round().serverNonces().stream().map(ServerNonce::q2).toList()),
                wrapped);
    }

    private static byte[] shareFor(UUID account, UUID device, UUID order) {
        byte[] binding =
                HexFormat.of()
                        .parseHex(
                                SignedContext.hashOf(
                                        List.of(
                                                "bzt/escrow-share/v1",
                                                order.toString(),
                                                account.toString(),
                                                device.toString())));
        byte[] out = Arrays.copyOf(Scalar.random().encoded(), Scalar.LENGTH + binding.length);
        System.arraycopy(binding, 0, out, Scalar.LENGTH, binding.length);
        return out;
    }
}
