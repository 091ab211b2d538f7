package cn.biaozhengtong.sample;

import cn.biaozhengtong.crypto.Sm2KeyPair;
import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.crypto.cert.KeyStoreFile;
import cn.biaozhengtong.sample.account.Accounts;
import cn.biaozhengtong.sample.scan.ScanDesk;
import cn.biaozhengtong.sample.scan.SessionRoom;
import cn.biaozhengtong.sample.sealing.SealPages;
import cn.biaozhengtong.sample.sealing.SealRoom;
import cn.biaozhengtong.sample.tender.BidRoom;
import cn.biaozhengtong.sample.tender.TenderRoom;
import cn.biaozhengtong.sample.way.HostedWay;
import cn.biaozhengtong.sample.way.LocalWay;
import cn.biaozhengtong.sample.web.Visitors;
import cn.biaozhengtong.sdk.ClientCredential;
import cn.biaozhengtong.sdk.ScanClient;
import cn.biaozhengtong.sdk.WebhookVerifier;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;

/// The sample as a program: `SamplePlatform <settings.properties>`.
public final class SamplePlatform {
    private SamplePlatform() {}

    public static void main(String[] args) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(reader);
        }
        ScanClient client = client(settings);
        KeyStoreFile.Entry key =
                KeyStoreFile.load(
                        Path.of(settings.getProperty("key-file")),
                        settings.getProperty("key-password").toCharArray());
        int port = Integer.parseInt(settings.getProperty("port"));
        String here = "http://127.0.0.1:" + port;
        register(client, key, here);
        site(settings, client, key, here).serve(port);
    }

    private static ScanClient client(Properties settings) throws IOException {
        return new ScanClient(
                new ScanClient.Settings(
                        URI.create(settings.getProperty("gateway")),
                        URI.create(settings.getProperty("token-url")),
                        settings.getProperty("client-id"),
                        ClientCredential.secret(settings.getProperty("client-secret")),
                        Certificate.parsePem(
                                Files.readString(Path.of(settings.getProperty("root"))))));
    }

    /// What the service must know of us; told again at every start, which changes nothing.
    private static void register(ScanClient client, KeyStoreFile.Entry key, String here) {
        client.desk().certificate(key.chain());
        client.desk().returnUrls(List.of(here + "/"));
    }

    private static Site site(
            Properties settings, ScanClient client, KeyStoreFile.Entry key, String here)
            throws IOException {
        Accounts accounts = new Accounts();
        Visitors visitors = new Visitors(accounts);
        ScanDesk desk = new ScanDesk(client, accounts);
        WebhookVerifier webhooks =
                new WebhookVerifier(settings.getProperty("webhook-secret"), Clock.systemUTC());
        BidRoom bids =
                new BidRoom(
                        desk,
                        (Sm2KeyPair) key.key(),
                        key.certificate().subject().unit().replace("RP:", ""));
        Path folder = Files.createTempDirectory("sample-sealing");
        HostedWay hosted = new HostedWay(client);
        LocalWay local = new LocalWay(client, Files.createTempDirectory("sample-tool"));
        return new Site(
                settings.getProperty("gateway"),
                List.of(
                        new LoginRoom(accounts, visitors, desk, here),
                        new SessionRoom(desk, webhooks),
                        new TenderRoom(bids, visitors),
                        new SealPages(
                                "/stamp/", new SealRoom(desk, hosted, "文件盖章", folder), visitors),
                        new SealPages(
                                "/nodes/", new SealRoom(desk, hosted, "投标文件签章", folder), visitors),
                        new SealPages(
                                "/local/",
                                new SealRoom(desk, local, "投标文件本机签章", folder),
                                visitors)));
    }
}
