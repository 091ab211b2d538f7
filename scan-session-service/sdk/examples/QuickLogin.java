import cn.biaozhengtong.crypto.cert.Certificate;
import cn.biaozhengtong.sdk.*;
import java.io.FileReader;
import java.net.URI;
import java.nio.file.*;
import java.time.Clock;
import java.util.Properties;

class QuickLogin {
    public static void main(String[] args) throws Exception {
        var settings = new Properties();
        settings.load(new FileReader(args[0]));
        var client = new ScanClient(new ScanClient.Settings(
                URI.create(settings.getProperty("gateway")), URI.create(settings.getProperty("token-url")),
                settings.getProperty("client-id"), ClientCredential.secret(settings.getProperty("client-secret")),
                Certificate.parsePem(Files.readString(Path.of(settings.getProperty("root"))))));
        var session = client.open(SessionRequest.login("登录我的平台"));
        System.out.println(session.verificationCode() + " " + session.qr(Clock.systemUTC()));
        client.awaitVerified(session).ifPresentOrElse(
                who -> System.out.println("verified: " + who.enterpriseName() + ", " + who.accountId()),
                () -> System.out.println("not approved"));
    }
}
